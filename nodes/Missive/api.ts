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
	explain(status, _answer, { method, path }) {
		const refusedHook =
			method === 'POST' && path === HOOKS_PATH && (status === 400 || status === 422);
		if (!refusedHook) return undefined;
		return 'Missive does not accept this webhook. If its answer is about the type, use a rule for it: in the Missive Trigger set Registration to By a Rule. Otherwise correct the filters; the URL has to be public and start with https.';
	},
};
