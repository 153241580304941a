import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import type { Collection } from '../collections';
import { readPage } from './readPage';

/** A method of n8n that gives a field its choices. */
export type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The whole collection by name, for a field in which several can be chosen. */
export function optionsOf(collection: Collection): LoadOptions {
	return async function () {
		const all: INodePropertyOptions[] = [];
		let next: number | undefined = 0;
		while (next !== undefined) {
			const page = await readPage(this, collection, next);
			all.push(...page.entries);
			next = page.next;
		}
		return all.sort((a, b) => a.name.localeCompare(b.name));
	};
}
