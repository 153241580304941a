import type { VendorApi } from '../shared/vendorApi/vendorApi';

/** The credential of both nodes. */
export const AUTORESPONDER_CREDENTIAL = 'supportAutoresponderApi';

/** Path of the incoming webhook, under the base URL. */
export const WEBHOOK_PATH = '/api/webhooks/receive';

/** Path of the tickets, under the base URL. */
export const TICKETS_PATH = '/api/tickets';

/** The REST API of the AI Support Autoresponder, on the user's own server. */
export const autoresponderApi: VendorApi = {
	name: 'Support Autoresponder',
	credentialType: AUTORESPONDER_CREDENTIAL,
};
