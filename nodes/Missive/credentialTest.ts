import { credentialTest } from '../shared/vendorApi/credentialTest';

/** `methods.credentialTest` of both nodes. */
export const missiveCredentialTest = credentialTest('missiveApiTest', {
	name: 'Missive',
	token: { field: 'token', label: 'API Token' },
	probe: () => ({
		method: 'GET',
		path: '/organizations?limit=1',
		works: [200],
		success: 'Missive accepts the API Token.',
	}),
	refused: 'Missive refused the API Token. Copy it again, or create a new one.',
	elsewhere:
		'There is no Missive API at the Base URL. The default is https://public.missiveapp.com/v1.',
});
