import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Collection } from '../collections';
import { readPage } from './readPage';

/** A method of n8n that gives a picker its entries. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * The search of a picker over a collection. Missive cannot search by name: pages are read until one has an entry that
 * the user looks for.
 */
export function searchOf(collection: Collection): ListSearch {
	return async function (filter = '', paginationToken) {
		const wanted = filter.toLowerCase();
		let next: number | undefined = Number(paginationToken ?? 0);
		let results: INodeListSearchResult['results'] = [];
		do {
			const page = await readPage(this, collection, next);
			results = page.entries.filter(({ name }) => name.toLowerCase().includes(wanted));
			next = page.next;
		} while (results.length === 0 && next !== undefined);
		return { results, paginationToken: next?.toString() };
	};
}
