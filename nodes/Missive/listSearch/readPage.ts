import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { callForList } from '../../shared/vendorApi/list';
import { missiveApi } from '../api';
import { type Collection, COLLECTION_PAGE_SIZE } from '../collections';
import { locatorId } from '../locator';

/** A page of what the account holds, for a picker. */
export interface Page {
	readonly entries: INodeListSearchItems[];
	/** Where the next page begins; undefined after the last one. */
	readonly next: number | undefined;
}

/**
 * Reads a page of a collection, of the organization that is chosen in the node, if one is.
 *
 * @throws NodeApiError that says what to do
 */
export async function readPage(
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
