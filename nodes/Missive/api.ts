import type { VendorApi } from '../shared/vendorApi/vendorApi';

/** Path of the hooks, under the base URL. */
export const HOOKS_PATH = '/hooks';

/** Missive's public API. */
export const missiveApi: VendorApi = {
	name: 'Missive',
	credentialType: 'missiveApi',
	explain(status, _answer, { method, path }) {
		const refusedHook =
			method === 'POST' && path === HOOKS_PATH && (status === 400 || status === 422);
		if (!refusedHook) return undefined;
		return 'Missive does not accept this webhook. If the answer below is about its type, use a rule for it: set Registration to By a Rule. Otherwise correct the filters; the URL of n8n has to be public and start with https.';
	},
};
