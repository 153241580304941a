import fc from 'fast-check';

import {
	isSelected,
	neverOccurring,
	typeNames,
} from '../../../nodes/SignedWebhook/senders/eventTypes';
import type { EventTypes } from '../../../nodes/SignedWebhook/senders/sender';
import { requestOf } from '../../support/signed';

const github: EventTypes = {
	names: [[{ header: 'X-GitHub-Event' }, { field: 'action' }]],
	examples: ['issues.opened'],
	form: ['issues', 'push', 'ping'],
};

const gitLab: EventTypes = {
	names: [[{ field: 'object_kind' }], [{ header: 'X-Gitlab-Event' }]],
	examples: ['push'],
};

const namesOf = (
	types: EventTypes,
	headers: Record<string, string>,
	body: unknown = undefined,
): string[] => typeNames(types, { ...requestOf({}), headers, body });

describe('the names of a type', () => {
	it.each([
		[
			'joined from a header and a field',
			github,
			{ 'x-github-event': 'issues' },
			{ action: 'opened' },
			['issues.opened'],
		],
		['as far as the parts are there', github, { 'x-github-event': 'push' }, {}, ['push']],
		[
			'in two spellings',
			gitLab,
			{ 'x-gitlab-event': 'Push Hook' },
			{ object_kind: 'push' },
			['push', 'Push Hook'],
		],
		['none', gitLab, {}, {}, []],
		['none that is no text', gitLab, {}, { object_kind: { push: 1 } }, []],
	])('%s', (_how, types, headers, body, names) =>
		expect(namesOf(types, headers, body)).toEqual(names),
	);

	const numbered: EventTypes = {
		names: [[{ field: 'type' }]],
		called: { 1: 'PING' },
		examples: ['PING'],
	};

	it('by the name of a number, and nothing that an object has by itself', () => {
		expect(namesOf(numbered, {}, { type: 1 })).toEqual(['PING']);
		expect(namesOf(numbered, {}, { type: 'constructor' })).toEqual(['constructor']);
	});

	const listed: EventTypes = {
		names: [[{ field: 'object' }, { field: 'entry.*.changes.*.field' }]],
		examples: ['page.feed'],
	};

	it('of each entry of a list', () => {
		const changes = (...fields: unknown[]) => ({ changes: fields.map((field) => ({ field })) });
		const body = { object: 'page', entry: [changes('feed', 'likes'), changes('feed', 7, {})] };
		expect(namesOf(listed, {}, body)).toEqual(['page.feed', 'page.likes']);
		expect(namesOf(listed, {}, { object: 'page', entry: [] })).toEqual(['page']);
	});

	it('of no more entries than a sender sends', () => {
		const entry = Array.from({ length: 50_000 }, (_, at) => ({ changes: [{ field: `f${at}` }] }));
		expect(namesOf(listed, {}, { object: 'page', entry })).toHaveLength(100);
	});

	it('by the key of the body’s first object', () => {
		const keyed: EventTypes = { names: [['key']], examples: ['message'] };
		expect(namesOf(keyed, {}, { update_id: 1, message: {} })).toEqual(['message']);
		expect(namesOf(keyed, {}, [1])).toEqual([]);
	});
});

describe('what the user has selected', () => {
	it.each([
		[[], ['anything'], true],
		[[], [], true],
		[['*'], [], true],
		[['issues'], ['issues.opened'], true],
		[['issues.opened'], ['issues.opened'], true],
		[['issues.opened'], ['issues'], false],
		[['issue'], ['issues.opened'], false],
		[['Push Hook'], ['push', 'Push Hook'], true],
		[['invoice.*'], ['invoice.paid'], true],
		[['invoice.*'], ['invoice'], false],
		[['*.paid'], ['invoice.paid'], true],
		[['a*b*c'], ['a-b-c'], true],
		[['a*b*c'], ['a-c-b'], false],
		[['ab*ba'], ['aba'], false],
		[['invoice.*'], [], false],
		[['.*'], ['invoice.paid'], false],
		[['__proto__'], ['issues'], false],
	])('%j and an event called %j: %s', (selected, names, isIt) =>
		expect(isSelected(selected, names)).toBe(isIt),
	);

	it('is found as a regular expression of the same meaning finds it', () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*') });
		fc.assert(
			fc.property(text, fc.string({ unit: fc.constantFrom('a', 'b', '.') }), (entry, name) => {
				fc.pre(entry.includes('*') && entry !== '*');
				const pattern = entry.replaceAll('.', '\\.').replaceAll('*', '.*');
				expect(isSelected([entry], [name])).toBe(new RegExp(`^${pattern}$`).test(name));
			}),
		);
	});

	it('takes no time that grows out of hand', () => {
		const entry = '*a'.repeat(2_000);
		expect(isSelected([entry], [`${'a'.repeat(1_999)}b`])).toBe(false);
	});
});

describe('what can never occur', () => {
	it.each([
		[['issues', 'issues.opened', 'pu*', '*'], []],
		[
			['Issues', 'issue', 'x*'],
			['Issues', 'issue', 'x*'],
		],
	])('of a closed list: %j', (selected, never) =>
		expect(neverOccurring(github, selected)).toEqual(never),
	);

	it('by what every type looks like', () => {
		const lower: EventTypes = {
			names: [[{ field: 'type' }]],
			examples: ['a.b'],
			form: /^[a-z.]+$/,
		};
		expect(neverOccurring(lower, ['a.b', 'A.*', 'A.b'])).toEqual(['A.b']);
	});

	it.each([
		[
			['Issues', 'push', 'x*'],
			['Issues', 'x*'],
		],
		[['push', '*'], []],
	])('is told from what can: %j', (selected, never) =>
		expect(neverOccurring(github, selected)).toEqual(never),
	);

	it('is not known where the sender does not say', () =>
		expect(neverOccurring(gitLab, ['anything'])).toEqual([]));
});
