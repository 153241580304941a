import { credentialTest, type Probe } from '../shared/vendorApi/credentialTest';
import { TICKETS_PATH, WEBHOOK_PATH } from './api';

const WITH_KEY: Probe = {
	method: 'GET',
	path: `${TICKETS_PATH}?limit=1`,
	works: [200],
	// The open server asks for no key, and takes any.
	success: 'The Support Autoresponder answers, and did not refuse the API Key.',
};

/**
 * Without a key nothing documented can be asked for that changes nothing. That the webhook's address is there shows in
 * its answer to a GET: mostly the challenge, or "Method Not Allowed".
 */
const WITHOUT_KEY: Probe = {
	method: 'GET',
	path: `${WEBHOOK_PATH}?challenge=n8n`,
	works: [200, 204, 405],
	success:
		'The Support Autoresponder answers at the Base URL. More cannot be tested without an API Key.',
};

/** `methods.credentialTest` of both nodes. */
export const autoresponderCredentialTest = credentialTest('supportAutoresponderApiTest', {
	name: 'The Support Autoresponder',
	token: { field: 'apiKey', label: 'API Key' },
	probe: ({ apiKey }) => (apiKey ? WITH_KEY : WITHOUT_KEY),
	refused:
		'The Support Autoresponder refused the API Key, or there is none and it asks for one. Enter it, copy it again, or create a new one.',
	elsewhere:
		'No Support Autoresponder answers at the Base URL. Enter the address without /api at the end. Without an API Key this may be a false alarm: not every server answers this test.',
});
