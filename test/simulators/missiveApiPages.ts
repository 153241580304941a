import { refusal, type Answer, type RecordedRequest } from './shared/http';

/** Where the page after a Unix time begins, which the documents leave open. */
export type UntilRule = 'inclusive' | 'exclusive';

/** A page by `limit` (1 to 200, default 50) and `offset`, under the plural name of the resource. */
export function offsetPage(
	{ query }: RecordedRequest,
	name: string,
	entries: readonly unknown[],
): Answer {
	const limit = Number(query.get('limit') ?? 50);
	const offset = Number(query.get('offset') ?? 0);
	if (!Number.isInteger(limit) || limit < 1 || limit > 200) {
		return refusal(400, 'limit must be between 1 and 200');
	}
	if (!Number.isInteger(offset) || offset < 0) return refusal(400, 'offset must be 0 or more');
	return { status: 200, body: { [name]: entries.slice(offset, offset + limit) } };
}

/**
 * A page by `limit` and `until`, newest first: "A page may return more conversations than `limit`", so that entries of
 * one second stay together.
 */
export function untilPage<T>(
	{ query }: RecordedRequest,
	entries: readonly T[],
	timeOf: (entry: T) => number,
	options: { max: number; fallback: number; rule: UntilRule },
): T[] | Answer {
	const limit = Number(query.get('limit') ?? options.fallback);
	if (!Number.isInteger(limit) || limit < 1 || limit > options.max) {
		return refusal(400, `limit must be between 1 and ${options.max}`);
	}
	const until = Number(query.get('until') ?? Infinity);
	if (Number.isNaN(until)) return refusal(400, 'until must be a Unix time');
	const older = [...entries]
		.sort((a, b) => timeOf(b) - timeOf(a))
		.filter(
			(entry) => timeOf(entry) < until || (options.rule === 'inclusive' && timeOf(entry) === until),
		);
	const last = older[limit - 1];
	return last === undefined ? older : older.filter((entry) => timeOf(entry) >= timeOf(last));
}
