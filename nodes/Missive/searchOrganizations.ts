import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { callApi } from '../shared/vendorApi/call';
import { missiveApi } from './api';

const PAGE_SIZE = 200;

/** The organizations of the account, for the picker. */
export async function searchOrganizations(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const answer = await callApi(this, missiveApi, {
		method: 'GET',
		path: '/organizations',
		query: { limit: PAGE_SIZE, offset },
		purpose: 'list the organizations',
	});
	const page = Array.isArray(answer.organizations) ? (answer.organizations as IDataObject[]) : [];
	const results: INodeListSearchItems[] = page
		.map(({ id, name }) => ({ value: String(id), name: String(name ?? id) }))
		.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
	const more = page.length === PAGE_SIZE;
	return { results, paginationToken: more ? String(offset + PAGE_SIZE) : undefined };
}
