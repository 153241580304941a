import { type IDataObject, UserError } from 'n8n-workflow';

/** A page as it came, and what was asked for. */
interface Page {
	readonly entries: readonly IDataObject[];
	/** How many of the entries were not on a page before. */
	readonly fresh: number;
	/** How many entries it was asked to hold at most. */
	readonly count: number;
}

/** The next page begins there, there is none, or there is no way to it. */
type Next<Position> =
	| { readonly at: Position }
	| { readonly end: true }
	| { readonly unreachable: string };

/** How a vendor's list is read page by page. */
interface Paging<Position> {
	/** Most entries that one page may hold. */
	readonly pageSize: number;
	/** Where the first page begins. */
	readonly start: Position;
	/** The query for at most `count` entries from a position on. */
	query(position: Position, count: number): IDataObject;
	/** What comes behind a page that is full. */
	next(position: Position, page: Page): Next<Position>;
}

/** Pages by `limit` and `offset`. */
export function offsetPaging(pageSize: number): Paging<number> {
	return {
		pageSize,
		start: 0,
		query: (offset, limit) => ({ limit, offset }),
		next(offset, { entries, fresh, count }) {
			if (fresh > 0) return { at: offset + entries.length };
			// Whoever gives more than was asked for knows no pages, and has given everything at once.
			if (entries.length > count) return { end: true };
			return { unreachable: `The server gives the same ${count} entries whatever the offset is.` };
		},
	};
}

/**
 * Pages that go back in time: the next one begins at the time of the last entry of this one. Entries of that very time
 * may come again, which `readPages` drops.
 *
 * @param timeOf the time of an entry as the vendor's query takes it: whole seconds since 1970
 */
export function untilPaging(
	pageSize: number,
	timeOf: (entry: IDataObject) => unknown,
): Paging<number | undefined> {
	return {
		pageSize,
		start: undefined,
		query: (until, limit) => (until === undefined ? { limit } : { limit, until }),
		next(until = Infinity, { entries, count }) {
			const last = entries.at(-1);
			const time = last && timeOf(last);
			if (typeof time !== 'number') {
				return {
					unreachable: 'The last entry of a page has no time at which the next could begin.',
				};
			}
			if (time < until) return { at: time };
			if (time > until)
				return { unreachable: 'The server gives the newest ones whatever is asked for.' };
			// All of this page are of one second. A server that puts more on a page than was asked for, as Missive
			// documents it, does so to keep those of a second together: then the second is complete.
			if (entries.length > count) return { at: until - 1 };
			return { unreachable: `There are ${count} or more of one second, and a page holds no more.` };
		},
	};
}

/** No vendor's list is this long: a server that gives new entries for ever is not to be read for ever. */
const MOST_PAGES = 10_000;

/**
 * Reads pages until there are `limit` entries, or up to a page that is not full. An entry with an `id` that came before
 * is dropped.
 *
 * @param limit Infinity for all
 * @param read reads the page for a query
 * @throws UserError when the rest of the list cannot be read, with the reason
 */
export async function readPages<Position>(
	paging: Paging<Position>,
	limit: number,
	read: (query: IDataObject) => Promise<readonly IDataObject[]>,
): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	const seen = new Set<unknown>();
	const count = Math.min(paging.pageSize, limit);
	let position = paging.start;
	let before = '';
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const entries = await read(paging.query(position, count));
		// Without ids, only a page as a whole can be told to have come again.
		const text = entries.some(({ id }) => id === undefined) ? JSON.stringify(entries) : '';
		const isNew = (id: unknown) => (id === undefined ? text !== before : !seen.has(id));
		const fresh = entries.filter(({ id }) => isNew(id));
		before = text;
		for (const { id } of fresh) seen.add(id);
		found.push(...fresh);
		if (entries.length < count || found.length >= limit) return found.slice(0, limit);

		const next = paging.next(position, { entries, fresh: fresh.length, count });
		if ('end' in next) return found;
		if ('unreachable' in next) throw unfinished(next.unreachable, found.length);
		position = next.at;
	}
	throw unfinished(`It went on for ${MOST_PAGES} pages.`, found.length);
}

function unfinished(reason: string, count: number): UserError {
	return new UserError(`The list could not be read to its end after ${count} entries`, {
		description: `${reason} Set Return All to off and Limit to ${count} or less, or filter the list.`,
	});
}
