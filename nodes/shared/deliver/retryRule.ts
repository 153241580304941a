import { UserError } from 'n8n-workflow';

import type { AttemptOutcome } from './outcome';

/** Which answers are worth another try. Network errors and timeouts always are. */
export type RetryRule =
	| { readonly kind: 'allNon2xx' }
	| { readonly kind: 'statusCodes'; readonly ranges: readonly StatusRange[] };

/** Status codes from the first to the last, both included. */
export type StatusRange = readonly [first: number, last: number];

/** Answers that pass with time: the receiver is overloaded, restarting or not ready. */
export const DEFAULT_STATUS_CODES = '408, 425, 429, 500, 502, 503, 504';

/** Whether an attempt with this outcome is worth repeating. 2xx, 3xx and 410 never are. */
export function shouldRetry(outcome: AttemptOutcome, rule: RetryRule): boolean {
	if (outcome.kind === 'error') return outcome.cause !== 'refused';
	const { statusCode } = outcome;
	if ((statusCode >= 200 && statusCode < 400) || statusCode === 410) return false;
	if (rule.kind === 'allNon2xx') return true;
	return rule.ranges.some(([first, last]) => statusCode >= first && statusCode <= last);
}

/**
 * Status codes that a person typed: single ones, classes and ranges, for example `429, 5xx, 520-530`.
 *
 * @throws UserError for an entry that is none of these
 */
export function parseStatusCodes(text: string): StatusRange[] {
	return text.split(',').map((entry) => parseEntry(entry.trim()));
}

function parseEntry(entry: string): StatusRange {
	const [, first, last] = /^([1-5]\d\d)(?:\s*-\s*([1-5]\d\d))?$/.exec(entry) ?? [];
	if (first !== undefined) {
		const range: StatusRange = [Number(first), Number(last ?? first)];
		if (range[0] <= range[1]) return range;
	}
	if (/^[1-5]xx$/i.test(entry)) {
		const start = Number(entry[0]) * 100;
		return [start, start + 99];
	}
	throw new UserError(`Status Codes: "${entry}" is not a status code`, {
		description:
			'Enter codes, classes or ranges, separated by commas, for example 429, 5xx, 520-530.',
	});
}
