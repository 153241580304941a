/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import manifest from '../../../package.json';
import { ROOT } from '../../../scripts/docs/document';
import { compare, compareAll } from '../../drift/compare';
import { extractFrom } from '../../drift/extract';
import { type Fact, loadFacts } from '../../drift/fact';
import { InstalledSources } from '../../drift/installed';
import { exitCodeOf, reportOf } from '../../drift/report';
import { senderFacts } from '../../drift/senderFacts';
import { Sources } from '../../drift/source';

const FACT: Fact = {
	id: 'a page',
	why: 'the node reads it',
	source: { url: 'https://vendor.example/docs' },
	extract: { kind: 'phrases', phrases: ['X-Signature', 'sha256', 'X-Time'] },
	found: ['X-Signature', 'sha256'],
};

const TYPES = `
/** Of before. */
export interface Hook extends Base { /** Why. */ url: string;
	get(name: 'a'): string; get(name: 'b'): number; }
export type Options = Base & { retries?: number };
export declare function other(): void;
`;

/** A tar archive as npm makes one. */
function tarOf(files: Record<string, string>): Buffer {
	const blocks = Object.entries(files).flatMap(([name, text]) => {
		const head = Buffer.alloc(512);
		head.write(`package/${name}`, 0);
		head.write(text.length.toString(8).padStart(11, '0'), 124);
		const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
		body.write(text);
		return [head, body];
	});
	return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** Answers by address; what it does not know does not exist in the network. */
function fakeFetch(answers: Record<string, () => Response>) {
	return jest.fn(async (url: string) => {
		const answer = answers[url];
		if (!answer) throw new TypeError('fetch failed', { cause: new Error('ENOTFOUND') });
		return answer();
	});
}

describe('extracting', () => {
	test('phrases are found in a page whatever its tags, entities, blanks and case', () => {
		const page = '<p>The <code>x-signature</code>\n is&nbsp;<b>SHA</b>256 &amp; hex</p>';
		const phrases = ['X-Signature', 'sha256 & hex', 'x-time'];
		expect(extractFrom(page, { kind: 'phrases', phrases })).toEqual([
			'X-Signature',
			'sha256 & hex',
		]);
	});

	test('declarations come without comments and layout, overloads together', () => {
		const names = ['Hook.url', 'Hook.get', 'Options.retries', 'Options', 'Missing'];
		expect(extractFrom(TYPES, { kind: 'declarations', names })).toEqual({
			'Hook.url': 'url: string;',
			'Hook.get': "get(name: 'a'): string; get(name: 'b'): number;",
			'Options.retries': 'retries?: number;',
			Options: 'export type Options = Base & { retries?: number; };',
		});
	});

	test('a pattern collects its first group, each once', () => {
		const pattern = "type: '(\\w+)'";
		expect(extractFrom("type: 'b' type: 'a' type: 'b'", { kind: 'pattern', pattern })).toEqual([
			'a',
			'b',
		]);
	});
});

describe('comparing', () => {
	const page = (text: string) => ({ text });

	test('what is as it was is as written down', () => {
		expect(compare(FACT, page('X-Signature: sha256'))).toMatchObject({
			state: 'as written down',
			says: [],
		});
	});

	test('what is new and what is gone has changed, and is named', () => {
		expect(compare(FACT, page('X-Time, sha256'))).toMatchObject({
			state: 'changed',
			says: ['no more: X-Signature', 'new: X-Time'],
		});
	});

	test('a declaration that changed is shown as it was and as it is', () => {
		const fact: Fact = {
			...FACT,
			extract: { kind: 'declarations', names: ['Hook.url'] },
			found: { 'Hook.url': 'url?: string;' },
		};
		expect(compare(fact, page(TYPES)).says).toEqual([
			'Hook.url was "url?: string;" and is "url: string;"',
		]);
	});

	test('a first look is no drift, and says what is missing', () => {
		expect(compare({ ...FACT, found: null }, page('sha256'))).toMatchObject({
			state: 'first look',
			says: ['not there: X-Signature', 'not there: X-Time'],
			now: ['sha256'],
		});
		const extract = { kind: 'pattern', pattern: 'x+' } as const;
		expect(compare({ ...FACT, extract, found: null }, page('')).says).toEqual([
			'not there: any match',
		]);
	});

	test('a page that is gone has changed; of one that cannot be reached nobody can say', () => {
		expect(compare(FACT, { gone: 'answered 404' }).state).toBe('changed');
		expect(compare(FACT, { unreachable: 'answered 503' }).state).toBe('unreachable');
	});
});

describe('sources', () => {
	const REGISTRY = 'https://registry.npmjs.org/pkg/latest';
	const TARBALL = 'https://registry.npmjs.org/pkg/-/pkg-1.2.3.tgz';
	const manifest = JSON.stringify({ version: '1.2.3', dist: { tarball: TARBALL } });
	const long = 'x'.repeat(600);
	const tgz = gzipSync(tarOf({ 'a.txt': long, 'dist/b.d.ts': TYPES }));

	test('a file of the newest version of a package is read, and the package loaded once', async () => {
		const fetch = fakeFetch({
			[REGISTRY]: () => new Response(manifest),
			[TARBALL]: () => new Response(new Uint8Array(tgz)),
		});
		const sources = new Sources(fetch);
		const [a, b, c] = await Promise.all(
			['a.txt', 'dist/b.d.ts', 'c.txt'].map(
				async (file) => await sources.read({ npm: 'pkg', file }),
			),
		);

		expect(a).toEqual({ text: long, version: '1.2.3' });
		expect(b).toEqual({ text: TYPES, version: '1.2.3' });
		expect(c).toEqual({ gone: 'pkg 1.2.3 has no c.txt' });
		expect(fetch).toHaveBeenCalledTimes(2);
	});

	test.each<[number, object]>([
		[404, { gone: 'answered 404' }],
		[410, { gone: 'answered 410' }],
		[403, { unreachable: 'answered 403' }],
		[429, { unreachable: 'answered 429' }],
		[503, { unreachable: 'answered 503' }],
	])('an answer of %i is %j', async (status, answer) => {
		const url = 'https://vendor.example/docs';
		const fetch = fakeFetch({ [url]: () => new Response('', { status }) });
		expect(await new Sources(fetch).read({ url })).toEqual(answer);
	});

	test('without a network every source is unreachable, and that is said', async () => {
		const facts: Fact[] = [FACT, { ...FACT, id: 'b', source: { npm: 'pkg', file: 'a' } }];
		const results = await compareAll(facts, new Sources(fakeFetch({})));

		expect(results.map(({ fact, state, says }) => [fact.id, state, says])).toEqual([
			['a page', 'unreachable', ['ENOTFOUND']],
			['b', 'unreachable', ['ENOTFOUND']],
		]);
		expect(exitCodeOf(new Map([['a.json', results]]))).toBe(3);
	});

	test('a page is asked for once, whatever relies on it, and the results keep their order', async () => {
		const fetch = fakeFetch({ 'https://vendor.example/docs': () => new Response('sha256') });
		const facts = Array.from({ length: 20 }, (_, index) => ({ ...FACT, id: String(index) }));
		const results = await compareAll(facts, new Sources(fetch));

		expect(results.map(({ fact }) => fact.id)).toEqual(facts.map(({ id }) => id));
		expect(fetch).toHaveBeenCalledTimes(1);
	});
});

describe('the report', () => {
	const same = compare(FACT, { text: 'X-Signature sha256' });
	const changed = compare(FACT, { text: 'sha256' });
	const blind = compare({ ...FACT, on: '2026-12-31' }, { unreachable: 'ENOTFOUND' });

	test('says first what has changed, with what relies on it, and what was not looked at', () => {
		const results = new Map([
			['a.json', [same, changed]],
			['b.json', [blind]],
		]);
		expect(reportOf(results)).toBe(
			[
				'# Drift: 1 changed, 0 first look, 1 unreachable, 1 as written down',
				[
					'| facts | changed | first look | unreachable | as written down |  |',
					'| --- | --- | --- | --- | --- | --- |',
					'| a.json | 1 | 0 | 0 | 1 | looked at |',
					'| b.json | 0 | 0 | 1 | 0 | nobody could look |',
				].join('\n'),
				'## changed',
				'- **a page** (https://vendor.example/docs)\n  - relied on: the node reads it\n  - no more: X-Signature',
				'## unreachable',
				'- **a page** (https://vendor.example/docs): ENOTFOUND; written down on 2026-12-31',
				'',
			].join('\n\n'),
		);
	});

	test('says of what nobody could look at where its finding is from, if there is one', () => {
		const away = { unreachable: 'ENOTFOUND' };
		const said = (fact: Fact) => reportOf(new Map([['a.json', [compare(fact, away)]]]));
		expect(said({ ...FACT, readIn: 'test/fixtures/senders' })).toContain(
			'written down from test/fixtures/senders',
		);
		expect(said({ ...FACT, found: null })).toContain('nothing is written down');
	});

	test.each<[string, number, Record<string, Array<typeof same>>]>([
		['all is as written down', 0, { a: [same] }],
		['a page of several could not be reached', 0, { a: [same, blind] }],
		['something has changed', 1, { a: [same, changed] }],
		[
			'something has changed, and other facts nobody could look at',
			1,
			{ a: [changed], b: [blind] },
		],
		['nobody could look at one file of facts', 3, { a: [same], b: [blind] }],
		['nobody could look at anything', 3, { a: [blind] }],
	])('%s: exit code %i', (_what, code, results) => {
		expect(exitCodeOf(new Map(Object.entries(results)))).toBe(code);
	});
});

describe('what was written down', () => {
	const files = loadFacts();
	const facts = [...files.values()].flat();

	test('has an id of its own for each fact, and nothing found that was not looked for', () => {
		expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
		for (const { found, on, readIn, extract } of facts) {
			if (found === null || readIn !== undefined) expect(on).toBeUndefined();
			else expect(on).toMatch(/^\d{4}-\d\d-\d\d$/);
			if (readIn !== undefined) expect(existsSync(join(ROOT, readIn))).toBe(true);
			const wanted = extract.kind === 'phrases' ? extract.phrases : undefined;
			if (wanted && Array.isArray(found)) expect(wanted).toEqual(expect.arrayContaining(found));
		}
	});

	test('has every sender of the table: npm run test:drift -- senders --update', () => {
		const written = files.get('senders.json') ?? [];
		expect(written).toEqual(senderFacts(written));
	});

	test('of n8n holds all that is looked for', () => {
		for (const { id, extract, found } of files.get('n8n.json') ?? []) {
			const wanted = extract.kind === 'declarations' ? extract.names : [];
			expect([id, Object.keys(found ?? {})]).toEqual([id, expect.arrayContaining([...wanted])]);
			expect(Object.keys(found ?? {})).not.toEqual([]);
		}
	});

	test('has of every sender where it signs, from its page or from its recorded requests', () => {
		const nothing = (files.get('senders.json') ?? []).filter(({ found }) => found === null);
		expect(nothing.map(({ id }) => id)).toEqual([]);
	});

	test('of n8n holds for the packages that are installed here', async () => {
		const facts = files.get('n8n.json') ?? [];
		const installed = new InstalledSources([join(ROOT, 'node_modules')]);
		const results = await compareAll(facts, installed);
		const looked = results.filter(({ state }) => state !== 'unreachable');

		expect(looked.length).toBeGreaterThanOrEqual(12);
		expect(looked.filter(({ state }) => state !== 'as written down')).toEqual([]);
	});
});

describe('installed packages', () => {
	const installed = new InstalledSources([join(ROOT, 'nowhere'), join(ROOT, 'node_modules')]);

	test('are read instead of the newest ones', async () => {
		const answer = await installed.read({ npm: 'n8n-workflow', file: 'package.json' });
		expect(answer).toMatchObject({ version: manifest.devDependencies['n8n-workflow'] });
	});

	test.each<[object, object]>([
		[{ npm: 'n8n-workflow', file: 'none' }, { gone: expect.stringContaining('has no none') }],
		[{ npm: 'not-here', file: 'a' }, { unreachable: 'not-here is not installed' }],
		[{ url: 'https://vendor.example' }, { unreachable: expect.any(String) }],
	])('%j is %j', async (source, answer) => {
		expect(await installed.read(source as Fact['source'])).toEqual(answer);
	});
});
