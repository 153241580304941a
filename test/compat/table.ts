import { isSince, PROMISES } from './promises';
import { holds, type VersionResult } from './result';

/** Versions × promises, head first: what the command prints and the README shows. */
export function compatTable(results: readonly VersionResult[]): string[][] {
	return [
		['', ...results.map(({ n8n }) => `n8n ${n8n}`), 'holds from'],
		...PROMISES.map(({ key, text, since, because }) => [
			text,
			...results.map(({ promises }) => cell(promises[key])),
			because === undefined ? since : `${since}: before, ${because}`,
		]),
		['Node.js of the run', ...results.map(({ node }) => node), ''],
	];
}

function cell(outcome: VersionResult['promises'][string] | undefined): string {
	if (outcome === undefined || outcome.of === 0) return 'not run';
	const { passed, of } = outcome;
	return holds(outcome) ? `yes (${of})` : `no (${passed} of ${of})`;
}

/** Promises that held on a version before that from which they are said to. */
export function earlier(results: readonly VersionResult[]): string[] {
	return results.flatMap(({ n8n, promises }) =>
		PROMISES.filter(({ key, since }) => !isSince(n8n, since) && holds(promises[key])).map(
			({ text, since }) => `n8n ${n8n}: holds already, though said to hold from ${since}: ${text}`,
		),
	);
}
