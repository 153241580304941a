import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { callForList } from '../../shared/vendorApi/list';
import { listConnections, openWorkApi } from '../api';
import { matching } from './matching';

/** The apps that OpenWork can be connected to, for the picker. */
export async function searchConnections(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const connections = await callForList(this, openWorkApi, listConnections, 'connections');
	return matching(
		connections.map(({ appType, displayName }) => ({
			value: String(appType),
			name: String(displayName ?? appType),
		})),
		filter,
	);
}
