import type { TokenField } from '../shared/state/secret';
import type { ApiCall, VendorApi } from '../shared/vendorApi/vendorApi';

/** Path of the webhooks, under the base URL. */
export const WEBHOOKS_PATH = '/api/hooks/webhooks';

/** Path of the connections to apps, under the base URL. */
export const CONNECTIONS_PATH = '/api/connections';

/** Where the API token stands. */
export const openWorkToken: TokenField = { credential: 'openWorkApi', field: 'token' };

/**
 * What a new webhook asks for where the user sets nothing else: attempts for an event, and ms for an attempt. The open
 * server's own defaults are 3 and 5,000; a receiver that lets a copy wait for the first one's fate can take 10 s.
 */
export const RETRY_DEFAULTS = { retryCount: 5, timeoutMs: 15_000 } as const;

/** OpenWork's API, on the user's own server. */
export const openWorkApi: VendorApi = {
	name: 'OpenWork',
	credentialType: 'openWorkApi',
	explain(status, answer, { method, body }) {
		if (status >= 500 || status === 429) return undefined;
		// "Rate Limits" of the integration guide: maximum 10 webhooks per user. No status is documented for it.
		const isLimit = /\b(limit|maximum|at most|too many)\b/i.test(answer) && /webhook/i.test(answer);
		if (isLimit) {
			return 'OpenWork allows at most 10 webhooks per user. Delete one that is no longer needed and try again.';
		}
		// "Update Webhook" shows name, event types and enabled.
		if (method !== 'PATCH' || body?.url === undefined || (status !== 400 && status !== 422)) {
			return undefined;
		}
		return 'The change was refused. If its answer is about the URL, delete the webhook and create it again: not every OpenWork server can change it.';
	},
};

/** Lists the webhooks of the user. */
export const listWebhooks: ApiCall = {
	method: 'GET',
	path: WEBHOOKS_PATH,
	purpose: 'list the webhooks',
};

/** Lists the apps that OpenWork can be connected to, with their connections. */
export const listConnections: ApiCall = {
	method: 'GET',
	path: CONNECTIONS_PATH,
	purpose: 'list the app connections',
};
