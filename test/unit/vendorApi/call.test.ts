import { type NodeApiError, NodeOperationError } from 'n8n-workflow';
import nock from 'nock';

import {
	callApi,
	type CallDependencies,
	deleteAtVendor,
	exchange,
	findAtVendor,
} from '../../../nodes/shared/vendorApi/call';
import type { ApiCall, VendorApi } from '../../../nodes/shared/vendorApi/vendorApi';
import type { FilledCredential } from '../../support/credentialsHelper';
import { inventedCredential, inventedSender, inventedTrigger } from '../../support/inventedTrigger';
import { TriggerHost } from '../../support/triggerHost';

const ORIGIN = 'https://api.vendor.example';
const TOKEN = 'token-of-the-credential';
const NOW_MS = Date.UTC(2026, 0, 1, 12);
const api: VendorApi = { name: 'Vendor', credentialType: 'inventedApi' };
const call: ApiCall = { method: 'GET', path: '/hooks', purpose: 'list the webhooks' };

let waits: number[];
let hosts: TriggerHost[];
const dependencies: CallDependencies = {
	sleep: async (ms) => await Promise.resolve(waits.push(ms)),
	nowMs: () => NOW_MS,
};

beforeAll(() => nock.disableNetConnect());
beforeEach(() => {
	waits = [];
	hosts = [];
});
afterEach(async () => {
	for (const host of hosts) await host.close();
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

/** n8n-core's own context, with a credential that sends its token as a bearer. */
async function contextOf(data: Record<string, string> = { baseUrl: ORIGIN, token: TOKEN }) {
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
	return host.loadOptionsContext();
}

const ask = async (request: Partial<ApiCall> = {}) =>
	await callApi(await contextOf(), api, { ...call, ...request }, dependencies);
const errorOf = async (run: Promise<unknown>) =>
	await run.then(
		() => {
			throw new Error('There was no error');
		},
		(error: unknown) => error as NodeApiError,
	);
const vendor = () => nock(ORIGIN);

describe('a call', () => {
	it('is authenticated by the credential and asks for JSON', async () => {
		vendor()
			.get('/hooks')
			.matchHeader('authorization', `Bearer ${TOKEN}`)
			.matchHeader('accept', 'application/json')
			.reply(200, { hooks: [1] });
		expect(await ask()).toEqual({ hooks: [1] });
		expect(waits).toEqual([]);
	});

	it('sends its body as JSON, and its query', async () => {
		vendor()
			.post('/hooks', { url: 'https://n8n', types: ['a'] })
			.query({ dry: 'true' })
			.reply(201, { id: 'h1' });
		const body = { url: 'https://n8n', types: ['a'] };
		expect(await ask({ method: 'POST', body, query: { dry: true } })).toEqual({ id: 'h1' });
	});

	it.each(['', '/', '//'])('joins the base URL with %j at its end', async (end) => {
		nock(ORIGIN).get('/v1/hooks').reply(200, {});
		const context = await contextOf({ baseUrl: `${ORIGIN}/v1${end}`, token: TOKEN });
		expect(await callApi(context, api, call, dependencies)).toEqual({});
	});

	it.each([
		['200 with nothing', 200, ''],
		['200 with blanks', 200, ' \n'],
		['204', 204, undefined],
		['200 with null', 200, 'null'],
	])('takes %s for an empty object', async (_what, status, body) => {
		vendor().get('/hooks').reply(status, body, { 'content-type': 'application/json' });
		expect(await ask()).toEqual({});
	});

	it.each(['application/json', 'text/plain', undefined])(
		'reads JSON that is called %s',
		async (type) => {
			const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
			vendor().get('/hooks').reply(200, '{"id":"12345678901234567890"}', headers);
			expect(await ask()).toEqual({ id: '12345678901234567890' });
		},
	);
});

describe('what is repeated', () => {
	it.each([429, 500, 502, 503, 504])('a call answered %i, until it succeeds', async (status) => {
		vendor().get('/hooks').times(2).reply(status, 'later').get('/hooks').reply(200, { ok: true });
		expect(await ask()).toEqual({ ok: true });
		expect(waits).toEqual([1000, 3000]);
	});

	it.each([429, 503])('a call answered %i, three times in all', async (status) => {
		vendor().get('/hooks').times(3).reply(status, 'later');
		expect(await errorOf(ask())).toMatchObject({ httpCode: String(status) });
		expect(waits).toEqual([1000, 3000]);
	});

	it.each([400, 401, 403, 404, 409, 410, 422, 304])('never a call answered %i', async (status) => {
		vendor().get('/hooks').reply(status, '{}');
		await errorOf(ask());
		expect(waits).toEqual([]);
	});

	it.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'])(
		'never a call that ended in %s',
		async (code) => {
			vendor()
				.get('/hooks')
				.replyWithError(Object.assign(new Error(code), { code }));
			await errorOf(ask());
			expect(waits).toEqual([]);
		},
	);

	it('after what Retry-After asks for', async () => {
		const date = new Date(NOW_MS + 7000).toUTCString();
		vendor()
			.get('/hooks')
			.reply(429, '', { 'retry-after': '15' })
			.get('/hooks')
			.reply(503, '', { 'Retry-After': date })
			.get('/hooks')
			.reply(200, {});
		await ask();
		expect(waits).toEqual([15_000, 7000]);
	});

	it('not sooner than usual, whatever Retry-After says', async () => {
		vendor()
			.get('/hooks')
			.reply(429, '', { 'retry-after': '0' })
			.get('/hooks')
			.reply(429, '', { 'retry-after': 'soon' })
			.get('/hooks')
			.reply(200, {});
		await ask();
		expect(waits).toEqual([1000, 3000]);
	});

	it.each(['16', '86400', new Date(NOW_MS + 60_000).toUTCString()])(
		'not where Retry-After %s keeps a person waiting: an error at once',
		async (retryAfter) => {
			vendor().get('/hooks').reply(429, 'slow down', { 'retry-after': retryAfter });
			expect(await errorOf(ask())).toMatchObject({
				message: expect.stringContaining('The rate limit is reached'),
			});
			expect(waits).toEqual([]);
		},
	);
});

describe('an error says what to do', () => {
	it.each([
		[401, 'The credential was refused. Check its token'],
		[403, 'may not do this. Check the permissions'],
		[404, 'Nothing was found there. Check the base URL'],
		[409, 'conflicts with something'],
		[422, 'The settings were refused'],
		[429, 'The rate limit is reached. Wait a minute'],
		[400, 'Correct the node’s fields'],
		[418, 'Correct the node’s fields'],
		[500, 'The server has a problem. Try again later'],
		[503, 'The server has a problem. Try again later'],
	])('about status %i', async (status, advice) => {
		vendor().get('/hooks').times(3).reply(status, '{"why":"because"}');
		const error = await errorOf(ask());
		nock.cleanAll();
		expect(error.message).toContain('Vendor could not list the webhooks: ');
		expect(error.message).toContain(advice);
		expect(error.message).toContain(`(status ${status})`);
		expect(error.description).toBe('Vendor answered: {"why":"because"}');
		expect(error.httpCode).toBe(String(status));
	});

	it("in the vendor's own words, where it knows better", async () => {
		vendor().get('/hooks').reply(400, 'limit');
		const explain = jest.fn(() => 'Delete a webhook first.');
		const context = await contextOf();
		const error = await errorOf(callApi(context, { ...api, explain }, call, dependencies));
		expect(error.message).toContain('list the webhooks: Delete a webhook first. (status 400)');
		expect(explain).toHaveBeenCalledWith(400, 'limit', call);
	});

	it('about an answer that is not JSON', async () => {
		vendor().get('/hooks').reply(200, '<html>Welcome</html>');
		expect(await errorOf(ask())).toMatchObject({
			message: expect.stringContaining('The answer is not JSON. Check the base URL'),
			description: 'Vendor answered: <html>Welcome</html>',
		});
	});

	it('quoting an empty answer as nothing, and a long one in part', async () => {
		vendor().get('/hooks').reply(400, '').get('/hooks').reply(400, 'x'.repeat(5000));
		expect((await errorOf(ask())).description).toBe('Vendor answered: (nothing)');
		expect((await errorOf(ask())).description).toBe(`Vendor answered: ${'x'.repeat(500)}…`);
	});

	it.each(['ETIMEDOUT', 'ECONNABORTED'])('about %s', async (code) => {
		vendor()
			.get('/hooks')
			.replyWithError(Object.assign(new Error('late'), { code }));
		expect(await errorOf(ask())).toMatchObject({
			message:
				'Vendor could not list the webhooks: No answer came in time. Try again, and check that the server is up.',
			description: `Error code: ${code}`,
		});
	});

	it('about an answer that takes longer than 20 seconds', async () => {
		vendor().get('/hooks').delay(1000).reply(200, {});
		const context = await contextOf();
		const { httpRequestWithAuthentication: request } = context.helpers;
		const asked: Array<number | undefined> = [];
		context.helpers.httpRequestWithAuthentication = async function (type, options) {
			asked.push(options.timeout);
			return await request.call(this, type, { ...options, timeout: 1 });
		};
		const error = await errorOf(callApi(context, api, call, dependencies));
		nock.abortPendingRequests();
		expect(error.message).toContain('No answer came in time');
		expect(asked).toEqual([20_000]);
	});

	it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'CERT_HAS_EXPIRED'])(
		'about %s',
		async (code) => {
			vendor()
				.get('/hooks')
				.replyWithError(Object.assign(new Error('no'), { code }));
			expect(await errorOf(ask())).toMatchObject({
				message:
					'Vendor could not list the webhooks: The server could not be reached. Check the base URL in the credential and the network.',
				description: `Error code: ${code}`,
			});
		},
	);

	it.each([['not a URL'], [''], [undefined]])('about the base URL %j', async (baseUrl) => {
		const data = { token: TOKEN, ...(baseUrl !== undefined && { baseUrl }) };
		const error = await errorOf(callApi(await contextOf(data), api, call, dependencies));
		expect(error.message).toContain('Check the base URL in the credential');
	});

	it('about a credential that is missing, as n8n says it', async () => {
		const host = await TriggerHost.start({
			nodeType: inventedTrigger(inventedSender()),
			parameters: { options: {} },
		});
		hosts.push(host);
		const context = host.loadOptionsContext();
		expect(await errorOf(callApi(context, api, call, dependencies))).toBeInstanceOf(
			NodeOperationError,
		);
	});
});

describe('no error holds a secret', () => {
	const secret = 'c0ffee'.repeat(10);
	const textOf = (error: Error) =>
		[JSON.stringify(error), String(error), error.stack, JSON.stringify(error.cause)].join('\n');

	it.each([
		['a status that is no success', 422],
		['a status that is repeated', 500],
		['an answer that is not JSON', 200],
	])('when the vendor quotes what it was sent, with %s', async (_what, status) => {
		vendor()
			.post('/hooks')
			.times(3)
			.reply(status, (_uri, body) => `No: ${JSON.stringify(body)} of ${TOKEN} %`);
		const request = {
			method: 'POST',
			body: { url: `https://n8n/?token=${secret}`, secret },
			confidential: [secret],
		} as const;
		const error = await errorOf(ask(request));
		nock.cleanAll();
		expect(error.description).toContain('"secret":"***"} of *** %');
		expect(textOf(error)).not.toContain(secret);
		expect(textOf(error)).not.toContain(TOKEN);
	});

	it('when there was no answer, though the HTTP client knows it all', async () => {
		vendor()
			.post('/hooks')
			.replyWithError(Object.assign(new Error(TOKEN), { code: 'ECONNRESET' }));
		const error = await errorOf(ask({ method: 'POST', body: { secret } }));
		expect(textOf(error)).not.toContain(secret);
		expect(textOf(error)).not.toContain(TOKEN);
	});
});

describe('looking for what may be gone', () => {
	const find = async () => await findAtVendor(await contextOf(), api, call, dependencies);

	it('gives what is there, and undefined for what is not', async () => {
		vendor().get('/hooks').reply(200, { id: 1 }).get('/hooks').reply(404, 'gone');
		expect(await find()).toEqual({ id: 1 });
		expect(await find()).toBeUndefined();
	});

	it('fails for anything else', async () => {
		vendor().get('/hooks').reply(403, 'no').get('/hooks').reply(200, '<html>');
		await expect(find()).rejects.toThrow('(status 403)');
		await expect(find()).rejects.toThrow('not JSON');
	});
});

describe('deleting', () => {
	const remove = async () =>
		await deleteAtVendor(
			await contextOf(),
			api,
			{ method: 'DELETE', path: '/hooks/h%2F1', purpose: 'delete the webhook' },
			dependencies,
		);

	it.each([
		[200, '{}'],
		[200, '<html>Bye</html>'],
		[202, ''],
		[204, undefined],
		[404, '{"error":"not found"}'],
	])('succeeds with %i %j', async (status, body) => {
		vendor().delete('/hooks/h%2F1').reply(status, body);
		await expect(remove()).resolves.toBeUndefined();
	});

	it.each([400, 401, 403, 409])('fails with %i', async (status) => {
		vendor().delete('/hooks/h%2F1').reply(status, 'no');
		await expect(remove()).rejects.toThrow(`could not delete the webhook`);
	});

	it('succeeds when the repetition finds it gone', async () => {
		vendor().delete('/hooks/h%2F1').reply(502, '').delete('/hooks/h%2F1').reply(404, '');
		await remove();
		expect(waits).toEqual([1000]);
	});
});

it('exchange gives any answer as it is, with the waiting that it asks for', async () => {
	vendor().get('/hooks').reply(409, 'busy', { 'retry-after': '5' });
	expect(await exchange(await contextOf(), api, call, dependencies)).toEqual({
		status: 409,
		text: 'busy',
		retryAfterMs: 5000,
		confidential: [TOKEN],
	});
});
