import { HookContext } from 'n8n-core';

import { startPair } from './setup';

/** What publishing a trigger writes to n8n's log as warnings, when n8n and OpenWork are at these addresses. */
async function warnings(n8nUrl: string, openWorkUrl: string): Promise<string[]> {
	const warn = jest.fn<void, [string]>();
	const logger = jest
		.spyOn(HookContext.prototype, 'logger', 'get')
		.mockReturnValue({ warn, error: jest.fn(), info: jest.fn() } as never);
	const pair = await startPair();
	try {
		pair.host.baseUrl = n8nUrl;
		pair.credential.baseUrl = openWorkUrl;
		// What was never registered is not there: no call is made.
		expect(await pair.host.checkExists()).toBe(false);
		return warn.mock.calls.map(([text]) => text);
	} finally {
		await pair.close();
		logger.mockRestore();
	}
}

describe('a webhook URL that leads less far than OpenWork is away', () => {
	it.each([
		['http://localhost:5678', 'https://openwork.example.com', 'the machine that n8n runs on'],
		['http://localhost:5678', 'http://192.168.1.20:3000', 'the machine that n8n runs on'],
		['http://192.168.1.10:5678', 'https://openwork.example.com', 'the network that n8n runs in'],
	])('is warned of in the log: %s, with %s', async (n8nUrl, openWorkUrl, leadsTo) => {
		const [text, ...others] = await warnings(n8nUrl, openWorkUrl);
		expect(others).toEqual([]);
		expect(text).toContain('OpenWork may not be able to call n8n');
		expect(text).toContain(`leads to ${leadsTo}: ${n8nUrl}.`);
		expect(text).toContain('set WEBHOOK_URL');
	});

	it.each([
		['http://localhost:5678', 'http://127.0.0.1:3000'],
		['http://n8n:5678', 'http://openwork:3000'],
		['https://n8n.example.com', 'https://openwork.example.com'],
		['https://n8n.example.com', 'http://localhost:3000'],
	])('is not where both are equally far: %s, with %s', async (n8nUrl, openWorkUrl) => {
		expect(await warnings(n8nUrl, openWorkUrl)).toEqual([]);
	});

	it('is not refused', async () => {
		const pair = await startPair();
		await pair.host.activate();
		expect([...pair.vendor.hooks.values()].map(({ url }) => url)).toEqual([pair.host.url]);
		await pair.close();
	});
});
