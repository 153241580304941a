import { isSince, PROMISES, type Promised } from './promises';

/** What Jest writes with `--json`, as far as this needs it. */
export interface JestReport {
	readonly testResults: ReadonlyArray<{
		/** The path of the suite. */
		readonly name: string;
		/** Why the suite could not run, or what failed in it. */
		readonly message: string;
		readonly assertionResults: ReadonlyArray<{
			readonly title: string;
			readonly fullName: string;
			readonly status: string;
			readonly failureMessages?: readonly string[];
		}>;
	}>;
}

/** How many tests of a promise passed, of how many. */
export interface Outcome {
	readonly passed: number;
	readonly of: number;
}

/** What was seen on one n8n: `docs/compat.json` holds one for each. */
export interface VersionResult {
	readonly n8n: string;
	readonly node: string;
	readonly promises: Readonly<Record<string, Outcome>>;
}

/** What Jest's report says of each promise. A suite that could not run has no tests, and so holds no promise. */
export function outcomesIn(report: JestReport): Record<string, Outcome> {
	return Object.fromEntries(
		PROMISES.map((promised) => {
			const tests = testsOf(report, promised);
			const passed = tests.filter(({ status }) => status === 'passed').length;
			return [promised.key, { passed, of: tests.length }];
		}),
	);
}

function testsOf(report: JestReport, { suite, titles = [''] }: Promised) {
	return report.testResults
		.filter(({ name }) => name.replaceAll('\\', '/').endsWith(`/e2e/${suite}.test.ts`))
		.flatMap(({ assertionResults }) => assertionResults)
		.filter(({ title }) => titles.some((beginning) => title.startsWith(beginning)));
}

/** Whether all tests of a promise passed, and there are any. */
export function holds(outcome: Outcome | undefined): boolean {
	return outcome !== undefined && outcome.of > 0 && outcome.passed === outcome.of;
}

/** A sentence for each promise that holds from this version on, and does not. */
export function broken({ n8n, promises }: VersionResult): string[] {
	return PROMISES.filter(({ since }) => isSince(n8n, since))
		.filter(({ key }) => !holds(promises[key]))
		.map(({ key, text }) => {
			const { passed = 0, of = 0 } = promises[key] ?? {};
			return `n8n ${n8n}: ${text}: ${passed} of ${of} tests passed`;
		});
}

/** The titles of the tests that failed, and suites that could not run. */
export function failuresIn(report: JestReport): string[] {
	return report.testResults.flatMap(({ name, message, assertionResults }) => {
		const failed = assertionResults.filter(({ status }) => status === 'failed');
		if (assertionResults.length === 0) return [`${name}: ${firstLine(message)}`];
		return failed.map(({ fullName, failureMessages = [] }) =>
			[fullName, firstLine(failureMessages[0] ?? '')].join(': '),
		);
	});
}

function firstLine(text: string): string {
	return text.trim().split('\n')[0] ?? '';
}

/** The results with those of a new run in place of older ones of the same versions, oldest n8n first. */
export function merged(
	before: readonly VersionResult[],
	now: readonly VersionResult[],
): VersionResult[] {
	const kept = before.filter(({ n8n }) => !now.some((result) => result.n8n === n8n));
	return [...kept, ...now].sort((a, b) => (isSince(a.n8n, b.n8n) ? 1 : -1));
}
