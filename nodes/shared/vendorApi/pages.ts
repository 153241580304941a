import type { IDataObject } from 'n8n-workflow';

/** How a vendor's list is read page by page. */
interface Paging<Position> {
	/** Most entries that one page may hold. */
	readonly pageSize: number;
	/** Where the first page begins. */
	readonly start: Position;
	/** The query for at most `count` entries from a position on. */
	query(position: Position, count: number): IDataObject;
	/** Where the next page begins; undefined when this one, which was asked to hold `count` entries, was the last. */
	next(position: Position, page: readonly IDataObject[], count: number): Position | undefined;
}

/** Pages by `limit` and `offset`. */
export function offsetPaging(pageSize: number): Paging<number> {
	return {
		pageSize,
		start: 0,
		query: (offset, limit) => ({ limit, offset }),
		next: (offset, page, count) => (page.length < count ? undefined : offset + page.length),
	};
}

/**
 * Pages that go back in time: the next one begins at the time of the last entry of this one. Entries of that very time
 * may come again, which `readPages` drops.
 *
 * @param timeOf the time of an entry as the vendor's query takes it
 */
export function untilPaging(
	pageSize: number,
	timeOf: (entry: IDataObject) => number | undefined,
): Paging<number | undefined> {
	return {
		pageSize,
		start: undefined,
		query: (until, limit) => (until === undefined ? { limit } : { limit, until }),
		next(until, page, count) {
			const last = page.at(-1);
			const time = last && timeOf(last);
			return page.length < count || time === until ? undefined : time;
		},
	};
}

/**
 * Reads pages until there are `limit` entries or no more pages. An entry with an `id` that came before is dropped, and a
 * page without a new entry is the last one, so that a vendor that knows no pages is read once.
 *
 * @param limit Infinity for all
 * @param read reads the page for a query
 */
export async function readPages<Position>(
	paging: Paging<Position>,
	limit: number,
	read: (query: IDataObject) => Promise<readonly IDataObject[]>,
): Promise<IDataObject[]> {
	const entries: IDataObject[] = [];
	const seen = new Set<unknown>();
	let position: Position | undefined = paging.start;
	const count = Math.min(paging.pageSize, limit);
	do {
		const page = await read(paging.query(position as Position, count));
		const fresh = page.filter(({ id }) => id === undefined || !seen.has(id));
		for (const { id } of fresh) seen.add(id);
		entries.push(...fresh);
		position = fresh.length === 0 ? undefined : paging.next(position as Position, page, count);
	} while (position !== undefined && entries.length < limit);
	return entries.slice(0, limit);
}
