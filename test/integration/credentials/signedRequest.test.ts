import { createHmac } from 'node:crypto';

import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { createContext, Recorder } from './support';

/** The older options, which n8n's HTTP Request node still uses. */
type OlderOptions = Parameters<IExecuteFunctions['helpers']['requestWithAuthentication']>[1];

const SHARED = 'k3TqR8vW2xYz5aBc';
const credential = new WebhookSigningSecretApi();

let server: Recorder;

beforeEach(async () => {
	server = await Recorder.start();
});

afterEach(async () => await server.close());

/** How n8n's HTTP Request node sends. */
async function sendAsHttpRequestNode(options: Partial<OlderOptions>): Promise<void> {
	const context = createContext(credential, { secret: SHARED, previousSecret: 'older' }).context;
	await context.helpers.requestWithAuthentication.call(context, credential.name, {
		uri: server.url,
		method: 'POST',
		headers: {},
		json: true,
		...options,
	});
}

/** How any other node sends. */
async function send(options: Partial<IHttpRequestOptions>): Promise<void> {
	const context = createContext(credential, { secret: SHARED, previousSecret: 'older' }).context;
	await context.helpers.httpRequestWithAuthentication.call(context, credential.name, {
		url: server.url,
		method: 'POST',
		...options,
	});
}

function expectSigned(): void {
	expect(server.received).toHaveLength(1);
	const { headers, body } = server.received[0] ?? {};
	const hmac = createHmac('sha256', SHARED)
		.update(body ?? '')
		.digest('hex');
	expect(headers?.['x-hook-signature']).toBe(`sha256=${hmac}`);
}

describe.each([
	['httpRequestWithAuthentication', send],
	['requestWithAuthentication', sendAsHttpRequestNode],
] as const)('%s sends the bytes that were signed', (_, request) => {
	it.each([
		['an object', { text: 'Grüße ✓', list: [1, { a: null }] }, {}, 'application/json'],
		['an array', [1, 'two'], {}, 'application/json'],
		[
			'JSON text with space around it',
			' {"a": 1}\n',
			{ 'content-type': 'application/json' },
			'application/json',
		],
		['plain text', 'Hello, World!\n', { 'content-type': 'text/plain' }, 'text/plain'],
		[
			'a form as text',
			'a=1&b=x%20y',
			{ 'content-type': 'application/x-www-form-urlencoded' },
			'application/x-www-form-urlencoded',
		],
		[
			'bytes',
			Buffer.from([0, 255, 10, 13]),
			{ 'content-type': 'application/octet-stream' },
			'application/octet-stream',
		],
	])('%s', async (_name, body, headers, contentType) => {
		await request({ body, headers });
		expectSigned();
		const received = server.received[0];
		expect(received?.headers['content-type']).toBe(contentType);
		const sent = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
		expect(received?.body).toEqual(Buffer.from(sent));
	});

	it('nothing', async () => {
		await request({ method: 'GET' });
		expectSigned();
		expect(server.received[0]?.body).toHaveLength(0);
	});

	it('not a form: the request fails with the reason', async () => {
		const form = { form: { a: '1' } } as Partial<IHttpRequestOptions & OlderOptions>;
		await expect(request(form)).rejects.toThrow(/cannot sign a form or a file/);
		expect(server.received).toHaveLength(0);
	});
});
