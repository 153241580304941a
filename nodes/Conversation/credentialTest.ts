import { credentialTest } from '../shared/vendorApi/credentialTest';
import { CONVERSATIONS_PATH } from './api';

/**
 * `methods.credentialTest` of both nodes.
 *
 * Asking for a conversation that is not there is answered 404 where the API is, as anything is where it is not. A request
 * for a new one that no server can grant tells: 400 (or 422) once the key was accepted.
 */
export const conversationCredentialTest = credentialTest('conversationApiTest', {
	name: 'The Conversation API',
	token: { field: 'apiKey', label: 'API Key' },
	probe: () => ({
		method: 'POST',
		path: CONVERSATIONS_PATH,
		body: { channel: null, usecase: null, config: null },
		works: [400, 422],
		success: 'The Conversation API accepts the API Key. Nothing was created to test it.',
	}),
	refused: 'The Conversation API refused the API Key. Copy it again, or ask for a new one.',
	elsewhere:
		'There is no Conversation API at the Base URL. It is https://developer.gaife.com/api or https://beta-api.gaife.com/developer/api, or that of your own server.',
});
