import type { VendorApi } from '../shared/vendorApi/vendorApi';

/** The credential of both nodes. */
export const AUTORESPONDER_CREDENTIAL = 'supportAutoresponderApi';

/** Path of the incoming webhook, under the base URL. */
export const WEBHOOK_PATH = '/api/webhooks/receive';

/** Path of the tickets, under the base URL. */
export const TICKETS_PATH = '/api/tickets';

/** Path of what the AI wrote, under the base URL. */
export const AI_RESPONSES_PATH = '/api/ai-responses';

/** Path of the messages of tickets, under the base URL. */
export const CONVERSATIONS_PATH = '/api/conversations';

/** Path of the customers' feedback, under the base URL. */
export const FEEDBACK_PATH = '/api/feedback';

const NO_KEY =
	'The server asks for an API key. Enter the API Key in the Support Autoresponder credential, or correct it there. Without one you can create tickets with Create Through Webhook.';

const NO_SESSION =
	'The server refused the API key, or the credential has none. The open server takes feedback only from a person who is signed in in a browser: put something in front of it that accepts an API key, and enter that key in the credential.';

/**
 * The REST API of the AI Support Autoresponder, on the user's own server. The open server asks for no key except for
 * feedback, for which it wants a session; a deployment may put a key in front of all of it.
 */
export const autoresponderApi: VendorApi = {
	name: 'Support Autoresponder',
	credentialType: AUTORESPONDER_CREDENTIAL,
	explain(status, _answer, { path }) {
		if (status !== 401) return undefined;
		return path === FEEDBACK_PATH ? NO_SESSION : NO_KEY;
	},
};
