import type { NodeApiError } from 'n8n-workflow';
import nock from 'nock';

import { callApi, type CallDependencies } from '../../../nodes/shared/vendorApi/call';
import type { ApiCall, VendorApi } from '../../../nodes/shared/vendorApi/vendorApi';
import type { FilledCredential } from '../../support/credentialsHelper';
import { inventedCredential, inventedSender, inventedTrigger } from '../../support/inventedTrigger';
import { TriggerHost } from '../../support/triggerHost';

export const ORIGIN = 'https://api.vendor.example';
export const TOKEN = 'token-of-the-credential';
export const NOW_MS = Date.UTC(2026, 0, 1, 12);
export const api: VendorApi = { name: 'Vendor', credentialType: 'inventedApi' };
export const call: ApiCall = { method: 'GET', path: '/hooks', purpose: 'list the webhooks' };

/** How long each repetition waited. */
export const waits: number[] = [];
const hosts: TriggerHost[] = [];
export const dependencies: CallDependencies = {
	sleep: async (ms) => await Promise.resolve(waits.push(ms)),
	nowMs: () => NOW_MS,
};

/** Keeps the tests of a file off the network, and makes sure that every expected call was made. */
export function useNock(): void {
	beforeAll(() => nock.disableNetConnect());
	beforeEach(() => {
		waits.length = 0;
	});
	afterEach(async () => {
		for (const host of hosts.splice(0)) await host.close();
		expect(nock.pendingMocks()).toEqual([]);
		nock.cleanAll();
	});
	afterAll(() => {
		nock.enableNetConnect();
		nock.restore();
	});
}

const FILLED = { baseUrl: ORIGIN, token: TOKEN };

/** n8n-core's own context of a picker, with a credential that sends its token as a bearer. */
export async function contextOf(data?: Record<string, string>) {
	return (await hostOf(data)).loadOptionsContext();
}

/** n8n-core's own context of a trigger that is being published, with the same credential. */
export async function publishingContextOf(data?: Record<string, string>) {
	return (await hostOf(data)).publishingContext();
}

async function hostOf(data: Record<string, string> = FILLED): Promise<TriggerHost> {
	const credential = inventedCredential(data);
	const bearer: FilledCredential = {
		...credential,
		type: {
			...credential.type,
			authenticate: async ({ token }, options) => ({
				...options,
				headers: { ...options.headers, Authorization: `Bearer ${String(token)}` },
			}),
		},
	};
	const host = await TriggerHost.start({
		nodeType: inventedTrigger(inventedSender()),
		parameters: { options: {} },
		credentials: [bearer],
	});
	hosts.push(host);
	return host;
}

/** Makes the call, changed in `request`. */
export const ask = async (request: Partial<ApiCall> = {}) =>
	await callApi(await contextOf(), api, { ...call, ...request }, dependencies);
/** The error with which it has to end. */
export const errorOf = async (run: Promise<unknown>) =>
	await run.then(
		() => {
			throw new Error('There was no error');
		},
		(error: unknown) => error as NodeApiError,
	);
export const vendor = () => nock(ORIGIN);
