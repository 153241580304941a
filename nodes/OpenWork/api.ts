import type { VendorApi } from '../shared/vendorApi/vendorApi';

/** OpenWork's API, on the user's own server. */
export const openWorkApi: VendorApi = {
	name: 'OpenWork',
	credentialType: 'openWorkApi',
	explain(status, answer) {
		// "Rate Limits" of the integration guide: maximum 10 webhooks per user. No status is documented for it.
		const isLimit = /\b(limit|maximum|at most|too many)\b/i.test(answer) && /webhook/i.test(answer);
		if (status >= 500 || status === 429 || !isLimit) return undefined;
		return 'OpenWork allows at most 10 webhooks per user. Delete one that is no longer needed and try again.';
	},
};
