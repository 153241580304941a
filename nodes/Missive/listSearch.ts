import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { callForList } from '../shared/vendorApi/call';
import { missiveApi } from './api';
import {
	type Collection,
	COLLECTION_PAGE_SIZE,
	contactBooks,
	organizations,
	sharedLabels,
	teams,
	users,
} from './collections';
import { locatorId } from './settings';

/** A page of what the account holds, for a picker. */
interface Page {
	readonly entries: INodeListSearchItems[];
	/** Where the next page begins; undefined after the last one. */
	readonly next: number | undefined;
}

/**
 * Reads a page of a collection, of the organization that is chosen in the node, if one is.
 *
 * @throws NodeApiError that says what to do
 */
async function readPage(
	context: ILoadOptionsFunctions,
	collection: Collection,
	offset: number,
): Promise<Page> {
	const { key, plural, ofOrganization } = collection;
	const organization = ofOrganization ? chosenOrganization(context) : undefined;
	const query: IDataObject = { limit: COLLECTION_PAGE_SIZE, offset };
	const list = await callForList(
		context,
		missiveApi,
		{
			method: 'GET',
			path: `/${key}`,
			query: organization === undefined ? query : { ...query, organization },
			purpose: `list the ${plural}`,
		},
		key,
	);
	const entries = list.map((entry) => ({
		value: String(entry.id),
		name: String(collection.nameOf(entry) ?? entry.id),
	}));
	const isFull = list.length === COLLECTION_PAGE_SIZE;
	return { entries, next: isFull ? offset + COLLECTION_PAGE_SIZE : undefined };
}

/** Undefined also while the organization comes from an expression, which has no value in the panel. */
function chosenOrganization(context: ILoadOptionsFunctions): string | undefined {
	const id = locatorId(context.getCurrentNodeParameter('organization'));
	return typeof id === 'string' && id !== '' && !id.startsWith('=') ? id : undefined;
}

/** A method of n8n that gives a field its choices. */
type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The whole collection by name, for a field in which several can be chosen. */
function optionsOf(collection: Collection): LoadOptions {
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

/** A method of n8n that gives a picker its entries. */
type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * The search of a picker over a collection. Missive cannot search by name: pages are read until one has an entry that
 * the user looks for.
 */
function searchOf(collection: Collection): ListSearch {
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

/** For pickers, by the names that the fields use. */
export const listSearch = {
	searchContactBooks: searchOf(contactBooks),
	searchOrganizations: searchOf(organizations),
	searchSharedLabels: searchOf(sharedLabels),
	searchTeams: searchOf(teams),
	searchUsers: searchOf(users),
};

/** For fields in which several can be chosen. */
export const loadOptions = {
	getSharedLabels: optionsOf(sharedLabels),
	getUsers: optionsOf(users),
};
