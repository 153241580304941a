/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFileSync } from 'node:child_process';

import { z } from 'zod';

import { isoToMs } from '../../../nodes/shared/lib/time';
import {
	checkAge,
	checkContentType,
	checkSize,
	checkValidity,
	problemsOf,
} from '../../../nodes/shared/receive/checks';

describe('checkContentType', () => {
	it.each([
		'application/json',
		'application/cloudevents+json',
		'application/vnd.x+json',
		'application/vnd.api.v1-2+json',
		'application/soap+xml+json',
		'model/gltf+json',
		'text/x+json',
		'text/json',
		'text/plain',
	])('takes %s', (type) => expect(checkContentType(type)).toBeUndefined());

	it.each([
		'',
		'text/csv',
		'text/html',
		'application/jsonp',
		'application/x-json',
		'application/json5',
		'application/ld+jsonx',
		'application/+json',
		'/x+json',
		'+json',
		'json',
		'application/x-www-form-urlencoded',
		'multipart/form-data',
		'application/json, text/plain',
		'text/plain application/json',
		'application/json\n',
	])('refuses %j with 415', (type) =>
		expect(checkContentType(type)).toMatchObject({
			status: 415,
			body: { error: 'The content type has to be application/json or end in +json' },
		}),
	);
});

describe('checkSize', () => {
	it('takes the limit itself and refuses one byte more with 413', () => {
		expect(checkSize(0, 1024)).toBeUndefined();
		expect(checkSize(1024, 1024)).toBeUndefined();
		expect(checkSize(1025, 1024)).toMatchObject({
			status: 413,
			body: { error: 'The body is larger than 1024 bytes' },
		});
	});
});

describe('checkAge', () => {
	const now = Date.UTC(2026, 0, 1);

	it.each([
		['just inside the tolerance', now - 300_000, 300],
		['of this moment', now, 300],
		['whose sender has a clock that is ahead by the tolerance', now + 300_000, 300],
		['of any age when the tolerance is 0', 0, 0],
		['from any future when the tolerance is 0', now + 1e12, 0],
		['of no readable time when the tolerance is 0', NaN, 0],
	])('takes an event %s', (_which, ms, tolerance) =>
		expect(checkAge({ ms }, now, tolerance)).toBeUndefined(),
	);

	it('takes an event whose sender tells no time', () =>
		expect(checkAge(undefined, now, 300)).toBeUndefined());

	it.each([
		['one millisecond too old', now - 300_001, 'The event is older than 300 seconds'],
		[
			'one millisecond too far ahead',
			now + 300_001,
			'The event is more than 300 seconds ahead of the clock of n8n',
		],
		['whose time cannot be read', NaN, 'The time of the event cannot be read'],
	])('refuses an event %s with 400', (_which, ms, error) =>
		expect(checkAge({ ms }, now, 300)).toMatchObject({ status: 400, body: { error } }),
	);

	it('says why a time cannot be read', () =>
		expect(checkAge({ ms: NaN, problem: 'It is Monday' }, now, 300)).toMatchObject({
			status: 400,
			body: { error: 'It is Monday' },
		}));
});

describe('checkValidity', () => {
	const now = Date.UTC(2026, 0, 1);

	it.each([
		[{}],
		[{ validFromMs: now - 1, validUntilMs: now + 1 }],
		[{ validUntilMs: now - 60_000 }],
		[{ validFromMs: now + 60_000 }],
	])('takes a proof with %j', (proof) => expect(checkValidity(proof, now)).toBeUndefined());

	it.each([
		[{ validUntilMs: now - 60_001 }, 'The token has expired'],
		[{ validFromMs: now + 60_001 }, 'The token is not valid yet'],
	])('refuses a proof with %j by 401', (proof, error) =>
		expect(checkValidity(proof, now)).toMatchObject({ status: 401, body: { error } }),
	);
});

describe('problemsOf', () => {
	it('names the first 100 problems of a list that is wrong throughout', () => {
		const list = z.object({ tags: z.array(z.string()) });
		expect(problemsOf(list, { tags: Array(5000).fill(1) })).toHaveLength(100);
	});

	const schema = z
		.object({ event: z.object({ id: z.string(), tags: z.array(z.string()) }).passthrough() })
		.passthrough();

	it('finds none in a payload as documented, whatever else it holds', () => {
		const body = { event: { id: 'e1', tags: ['a'], extra: { deep: [1] } }, more: null };
		expect(problemsOf(schema, body)).toEqual([]);
	});

	it('names the path of each thing that is wrong', () => {
		const problems = problemsOf(schema, { event: { id: 5, tags: ['a', null] } });
		expect(problems.map(({ path }) => path)).toEqual(['event.id', 'event.tags.1']);
		expect(problems.every(({ message }) => message !== '')).toBe(true);
	});

	it.each([[null], [[]], ['text'], [5], [true]])('has one about the body %j itself', (body) =>
		expect(problemsOf(schema, body)).toEqual([{ path: '', message: expect.any(String) }]),
	);

	it('says that a body is not JSON', () =>
		expect(problemsOf(schema, undefined)).toEqual([{ path: '', message: 'The body is not JSON' }]));

	it.each([[null], [[]], ['text']])('refuses %j even where the schema takes anything', (body) =>
		expect(problemsOf(z.unknown(), body)).toEqual([
			{ path: '', message: 'The body is not a JSON object' },
		]),
	);
});

describe('isoToMs', () => {
	const noon = Date.UTC(2024, 0, 15, 12, 30, 0);

	it.each([
		['2024-01-15T12:30:00Z', noon],
		['2024-01-15T12:30:00.000Z', noon],
		['2024-01-15T14:30:00+02:00', noon],
		['2024-01-15T07:00:00-05:30', noon],
		['2024-01-15T12:30:00', noon],
		['2024-01-15T12:30', noon],
		['2024-01-15T12:30:00.123456', noon + 123],
		['2024-01-15 12:30:00', noon],
		['2024-01-15 12:30:00+00:00', noon],
		['2024-01-15t12:30:00', noon],
		['2024-01-15', Date.UTC(2024, 0, 15)],
	])('reads %s', (timestamp, expected) => expect(isoToMs(timestamp)).toBe(expected));

	it.each(['', 'yesterday', '2024-13-45T99:00:00', 'T12:30:00'])('has no time for %j', (text) =>
		expect(isoToMs(text)).toBeNaN(),
	);

	it('takes a time without offset for UTC, also where n8n runs in another zone', () => {
		const inKolkata = (expression: string) =>
			execFileSync('node', ['--import', 'tsx', '--print', expression], {
				encoding: 'utf8',
				env: { ...process.env, TZ: 'Asia/Kolkata' },
			}).trim();
		const times = ['2024-01-15T12:30:00', '2024-01-15 12:30:00', '2024-01-15T14:30:00+02:00'];
		const isoToMsThere = `require('./nodes/shared/lib/time.ts').isoToMs`;
		const expression = `JSON.stringify([new Date().getTimezoneOffset(), ...${JSON.stringify(times)}.map(${isoToMsThere})])`;
		expect(JSON.parse(inKolkata(expression))).toEqual([-330, noon, noon, noon]);
	});
});
