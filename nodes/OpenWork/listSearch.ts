import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { callForList } from '../shared/vendorApi/call';
import { listConnections, listWebhooks, openWorkApi } from './api';

/** The entries whose name holds what the user typed into the picker. */
function matching(entries: INodeListSearchItems[], filter = ''): INodeListSearchResult {
	const wanted = filter.toLowerCase();
	return { results: entries.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

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

/** The webhooks of the user, for the picker. */
export async function searchWebhooks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const webhooks = await callForList(this, openWorkApi, listWebhooks, 'webhooks');
	return matching(
		webhooks.map(({ id, name, url }) => ({
			value: String(id),
			name: `${String(name ?? id)} (${String(url ?? 'no URL')})`,
		})),
		filter,
	);
}
