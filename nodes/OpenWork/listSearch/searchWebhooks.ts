import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { callForList } from '../../shared/vendorApi/list';
import { listWebhooks, openWorkApi } from '../api';
import { matching } from './matching';

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
