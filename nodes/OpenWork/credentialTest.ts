import { credentialTest } from '../shared/vendorApi/credentialTest';
import { WEBHOOKS_PATH } from './api';

/** `methods.credentialTest` of both nodes. */
export const openWorkCredentialTest = credentialTest('openWorkApiTest', {
	name: 'OpenWork',
	token: { field: 'token', label: 'Token' },
	probe: () => ({
		method: 'GET',
		path: WEBHOOKS_PATH,
		works: [200],
		success: 'OpenWork accepts the Token.',
	}),
	refused: 'OpenWork refused the Token. Copy it again, or create a new one.',
	elsewhere:
		'There is no OpenWork server at the Base URL. Enter the address without /api at the end.',
});
