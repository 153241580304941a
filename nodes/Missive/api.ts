import type { IDataObject } from 'n8n-workflow';

import type { TokenField } from '../shared/state/secret';
import type { VendorApi } from '../shared/vendorApi/vendorApi';

/** Path of the hooks, under the base URL. */
export const HOOKS_PATH = '/hooks';

/** Where the API token stands. */
export const missiveToken: TokenField = { credential: 'missiveApi', field: 'token' };

/** Missive's public API. */
export const missiveApi: VendorApi = {
	name: 'Missive',
	credentialType: 'missiveApi',
	// "Rate Limits" of the REST API: 5 concurrent requests per token.
	callsAtOnce: { limit: 5, tokenField: 'token' },
	// The same page: the longest window is that of 900 requests in 15 minutes.
	longestWaitMs: 15 * 60_000,
	explain(status, _answer, { method, path, body }) {
		const refusedHook =
			method === 'POST' && path === HOOKS_PATH && (status === 400 || status === 422);
		if (!refusedHook) return undefined;
		const type = String((body?.hooks as IDataObject | undefined)?.type);
		return `Missive does not accept this webhook. Its API takes few event types: if ${type} is none of them, remove it here and receive it in another Missive Trigger, where you set Registration to By a Rule. Otherwise correct the filters; the URL has to be public and start with https.`;
	},
};
