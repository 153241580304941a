import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../receive/item';
import { callApi, type CallDependencies } from './call';
import { unexpectedAnswerError } from './error';
import type { ApiCall, ApiContext, VendorApi } from './vendorApi';

/**
 * Calls the API for a list: the answer itself, or what stands in it under `key`. Entries that are no objects are left out.
 *
 * @throws NodeApiError as `callApi` does, and when the answer holds no list
 */
export async function callForList(
	context: ApiContext,
	api: VendorApi,
	call: ApiCall,
	key: string,
	dependencies?: CallDependencies,
): Promise<IDataObject[]> {
	const answer = await callApi(context, api, call, dependencies);
	const list: unknown = Array.isArray(answer) ? answer : answer[key];
	if (Array.isArray(list)) return list.filter(isObject);
	throw unexpectedAnswerError({ node: context.getNode(), api, call }, `list of ${key}`);
}
