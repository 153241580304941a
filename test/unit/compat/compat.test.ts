import { readOptions } from '../../compat/options';
import { isSince, OLDEST, PROMISES } from '../../compat/promises';
import {
	broken,
	failuresIn,
	holds,
	type JestReport,
	merged,
	outcomesIn,
	type VersionResult,
} from '../../compat/result';
import { compatTable, earlier } from '../../compat/table';
import { isPinned, manifestOf, VERSIONS } from '../../compat/versions';

const test = (title: string, status = 'passed') => ({
	title,
	fullName: `OpenWork ${title}`,
	status,
	failureMessages: status === 'failed' ? ['Expected 1\n  at x'] : [],
});

const suite = (name: string, ...assertionResults: Array<ReturnType<typeof test>>) => ({
	name: `/somewhere/test/e2e/${name}.test.ts`,
	message: '',
	assertionResults,
});

const report = (...testResults: JestReport['testResults']): JestReport => ({ testResults });

const all = (passed: number, of: number) =>
	Object.fromEntries(PROMISES.map(({ key }) => [key, { passed, of }]));

const result = (n8n: string, changes: VersionResult['promises'] = {}): VersionResult => ({
	n8n,
	node: '24.0.0',
	promises: { ...all(2, 2), ...changes },
});

it.each([
	['1.94.1', '1.94.0', true],
	['1.94.0', '1.94.0', true],
	['1.93.9', '1.94.0', false],
	['1.123.81', '1.94.0', true],
	['2.0.0', '1.94.0', true],
	['1.123.81', '2.8.0', false],
	['2.41.1', '2.8.0', true],
])('%s is since %s: %s', (version, since, expected) => {
	expect(isSince(version, since)).toBe(expected);
});

it('tells the promises of one suite apart by the titles of its tests', () => {
	const outcomes = outcomesIn(
		report(
			suite(
				'restart',
				test('a restart makes'),
				test('a burst of'),
				test('a crash leaves', 'failed'),
			),
			suite('cannotStore', test('does not acknowledge an event'), test('executes the repetition')),
			suite('lanes', test('anything', 'failed'), test('else')),
		),
	);
	expect(outcomes).toMatchObject({
		restart: { passed: 2, of: 2 },
		crash: { passed: 0, of: 1 },
		stored: { passed: 1, of: 1 },
		repeated: { passed: 1, of: 1 },
		lanes: { passed: 1, of: 2 },
		actions: { passed: 0, of: 0 },
	});
});

it('takes a promise without a test for none that holds', () => {
	expect(holds({ passed: 0, of: 0 })).toBe(false);
	expect(holds(undefined)).toBe(false);
	expect(holds({ passed: 3, of: 3 })).toBe(true);
	expect(holds({ passed: 2, of: 3 })).toBe(false);
});

it('fails for what is promised from this version on, and for nothing else', () => {
	const none = { passed: 0, of: 2 };
	expect(broken(result('1.123.81', { stored: none }))).toEqual([]);
	expect(broken(result('2.8.4', { stored: none }))).toEqual([
		expect.stringMatching(/^n8n 2\.8\.4: .*stored it: 0 of 2 tests passed$/),
	]);
	const sinceThen = PROMISES.filter(({ since }) => since === OLDEST);
	expect(broken({ n8n: '1.94.1', node: '20', promises: {} })).toHaveLength(sinceThen.length);
});

it('says which tests failed, and which suites did not run', () => {
	expect(
		failuresIn(
			report(suite('lanes', test('good'), test('bad', 'failed')), {
				name: 'durable',
				message: '\n  It broke\n at y',
				assertionResults: [],
			}),
		),
	).toEqual(['OpenWork bad: Expected 1', 'durable: It broke']);
});

it('puts a new run in the place of an older one, oldest n8n first', () => {
	const versions = (results: VersionResult[]) => results.map(({ n8n }) => n8n);
	const now = result('1.123.81', { lanes: { passed: 1, of: 2 } });
	const after = merged([result('2.41.1'), result('1.123.81')], [now, result('1.94.1')]);
	expect(versions(after)).toEqual(['1.94.1', '1.123.81', '2.41.1']);
	expect(after[1]).toBe(now);
});

it('shows versions beside each other, and what held earlier than said', () => {
	const results = [
		result('1.94.1'),
		result('2.8.4', { lanes: { passed: 1, of: 2 }, actions: { passed: 0, of: 0 } }),
	];
	const [head, lanes, actions] = compatTable(results);
	expect(head).toEqual(['', 'n8n 1.94.1', 'n8n 2.8.4', 'holds from']);
	expect(lanes?.slice(1)).toEqual(['yes (2)', 'no (1 of 2)', OLDEST]);
	expect(actions?.slice(1)).toEqual(['yes (2)', 'not run', OLDEST]);
	const laterThanOldest = PROMISES.filter(({ since }) => since !== OLDEST);
	expect(earlier(results)).toEqual(
		laterThanOldest.map(() => expect.stringContaining('n8n 1.94.1: holds already') as string),
	);
});

it('runs on all versions, or those that are named', () => {
	expect(readOptions([], VERSIONS)).toEqual({ versions: VERSIONS, remove: false });
	const { versions, remove } = readOptions(['--remove', '--versions', '2.8.4,1.94.1'], VERSIONS);
	expect(versions.map(({ n8n }) => n8n)).toEqual(['2.8.4', '1.94.1']);
	expect(remove).toBe(true);
	expect(() => readOptions(['--versions', '3.0.0'], VERSIONS)).toThrow(/Unknown version 3\.0\.0/);
});

it('begins with the oldest that is supported, and ends with the pinned one', () => {
	expect(isSince(VERSIONS[0]?.n8n ?? '', OLDEST)).toBe(true);
	expect(VERSIONS.map(isPinned)).toEqual([false, false, false, true]);
	expect(manifestOf(VERSIONS[0] as (typeof VERSIONS)[number])).toMatchObject({
		private: true,
		dependencies: { n8n: '1.94.1', node: '20.20.2' },
	});
});
