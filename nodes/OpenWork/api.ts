import type { TokenField } from '../shared/state/secret';
import type { ApiCall, VendorApi } from '../shared/vendorApi/vendorApi';

/** Path of the webhooks, under the base URL. */
export const WEBHOOKS_PATH = '/api/hooks/webhooks';

/** Path of the connections to apps, under the base URL. */
export const CONNECTIONS_PATH = '/api/connections';

/** Path of the events that the open server keeps, under the base URL. */
export const EVENTS_PATH = '/api/hooks/events';

/** Path of the open server's test event, under the base URL. */
export const TEST_PATH = '/api/hooks/test';

/** Where the API token stands. */
export const openWorkToken: TokenField = { credential: 'openWorkApi', field: 'token' };

/**
 * What a new webhook asks for where the user sets nothing else: attempts for an event, and ms for an attempt. The open
 * server's own defaults are 3 and 5,000; a receiver that lets a copy wait for the first one's fate can take 10 s.
 */
export const RETRY_DEFAULTS = { retryCount: 5, timeoutMs: 15_000 } as const;

const NOT_IN_THE_GUIDE =
	'This OpenWork server does not have that call, or the Base URL in the credential is wrong. OpenWork’s guide does not show it; the open server has it.';

/** What the open server changes in a webhook, and the guide does not. */
const BEYOND_THE_GUIDE = [
	['url', 'URL'],
	['secret', 'secret'],
	['retryCount', 'Retry Count'],
	['timeoutMs', 'Timeout'],
] as const;

/** OpenWork's API, on the user's own server. */
export const openWorkApi: VendorApi = {
	name: 'OpenWork',
	credentialType: 'openWorkApi',
	explain(status, answer, { method, path, body }) {
		if (status >= 500 || status === 429) return undefined;
		if (status === 404 && [EVENTS_PATH, TEST_PATH].includes(path)) return NOT_IN_THE_GUIDE;
		// "Rate Limits" of the integration guide: maximum 10 webhooks per user. No status is documented for it.
		const isLimit = /\b(limit|maximum|at most|too many)\b/i.test(answer) && /webhook/i.test(answer);
		if (isLimit) {
			return 'OpenWork allows at most 10 webhooks per user. Delete one that is no longer needed and try again.';
		}
		// "Update Webhook" shows name, event types and enabled.
		if (method !== 'PATCH' || (status !== 400 && status !== 422)) return undefined;
		const beyond = BEYOND_THE_GUIDE.filter(([field]) => body?.[field] !== undefined);
		if (beyond.length === 0) return undefined;
		const names = beyond.map(([, name]) => name).join(' or ');
		return `The change was refused. If its answer is about the ${names}, delete the webhook and create it again: not every OpenWork server can change that.`;
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
