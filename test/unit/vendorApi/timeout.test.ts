import type { IHttpRequestOptions } from 'n8n-workflow';

import { callApi } from '../../../nodes/shared/vendorApi/call';
import type { ApiCall, ApiContext, VendorApi } from '../../../nodes/shared/vendorApi/vendorApi';

const api: VendorApi = { name: 'Vendor', credentialType: 'vendorApi' };
const call: ApiCall = { method: 'GET', path: '/things', purpose: 'list the things' };

/** How long n8n is told to wait for the answer to a call, in ms. */
async function timeoutOf(change: Partial<ApiCall>): Promise<number | undefined> {
	const sent: IHttpRequestOptions[] = [];
	const context = {
		getCredentials: async () => ({ baseUrl: 'https://vendor.example' }),
		getNode: () => ({ name: 'Node' }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				sent.push(options);
				return { statusCode: 200, headers: {}, body: '{}' };
			},
		},
	} as unknown as ApiContext;
	await callApi(context, api, { ...call, ...change });
	return sent[0]?.timeout;
}

describe('an answer', () => {
	it('may take 20 seconds', async () => {
		expect(await timeoutOf({})).toBe(20_000);
	});

	it('may take longer where the call says so', async () => {
		expect(await timeoutOf({ timeoutMs: 120_000 })).toBe(120_000);
	});
});
