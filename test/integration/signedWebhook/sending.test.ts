import { createHmac, randomBytes } from 'node:crypto';

import { startSink, type SinkSimulator } from '../../simulators';
import { run, SECRET } from './setup';

let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => await sink.close());

const hmac = (algorithm: string, content: string | Buffer) =>
	createHmac(algorithm, SECRET).update(content);

/** Sends one item and gives the request that arrived. */
async function sent(parameters: object, item = { json: {} }) {
	await run(sink, { parameters: { ...parameters }, items: [item] });
	const request = sink.requests.at(-1);
	if (!request) throw new Error('Nothing arrived');
	return request;
}

describe('the Signed Webhook node', () => {
	it('signs and sends an item with its defaults', async () => {
		const items = await run(sink, { items: [{ json: { greeting: 'Grüße' } }] });
		const [request] = sink.requests;
		const body = '{"greeting":"Grüße"}';
		expect(request).toMatchObject({ method: 'POST', path: '/hook' });
		expect(request?.body.toString()).toBe(body);
		expect(request?.headers).toMatchObject({
			'content-type': 'application/json',
			'content-length': String(Buffer.byteLength(body)),
			'webhook-id': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/),
			'x-hook-signature': `sha256=${hmac('sha256', body).digest('hex')}`,
		});
		expect(request?.headers).not.toHaveProperty('x-webhook-event');
		expect(items).toEqual([
			{
				json: {
					delivery: {
						messageId: request?.headers['webhook-id'],
						url: `${sink.url}/hook`,
						status: 'delivered',
						statusCode: 200,
						attempts: [
							{
								number: 1,
								startedAt: '2026-01-01T00:00:00.000Z',
								durationMs: 0,
								statusCode: 200,
							},
						],
					},
					response: {
						statusCode: 200,
						headers: expect.objectContaining({ 'content-type': 'application/json' }),
						body: { received: true },
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('gives nothing for no items', async () => {
		expect(await run(sink, { items: [] })).toEqual([]);
	});
});

describe('the payload', () => {
	it('can be JSON that a person typed, sent character for character', async () => {
		const jsonBody = '{\n  "a": 1.0,\n  "big": 12345678901234567890\n}';
		const request = await sent({ payload: 'json', jsonBody });
		expect(request.body.toString()).toBe(jsonBody);
		expect(request.headers['content-type']).toBe('application/json');
	});

	it('can be JSON from an expression', async () => {
		const jsonBody = '={{ { id: $json.id, tags: ["a"] } }}';
		const request = await sent({ payload: 'json', jsonBody }, { json: { id: 7 } });
		expect(request.body.toString()).toBe('{"id":7,"tags":["a"]}');
	});

	it('can be text', async () => {
		const request = await sent({ payload: 'text', textBody: '  Grüße\n' });
		expect(request.body.toString()).toBe('  Grüße\n');
		expect(request.headers['content-type']).toBe('text/plain; charset=utf-8');
		const digest = hmac('sha256', '  Grüße\n').digest('hex');
		expect(request.headers['x-hook-signature']).toBe(`sha256=${digest}`);
	});

	it('can be a file, byte for byte', async () => {
		const bytes = randomBytes(1024 * 1024);
		const item = {
			json: {},
			binary: { photo: { data: bytes.toString('base64'), mimeType: 'image/png' } },
		};
		const request = await sent({ payload: 'binary', binaryPropertyName: 'photo' }, item);
		expect(request.body.equals(bytes)).toBe(true);
		expect(request.headers['content-type']).toBe('image/png');
		expect(request.headers['x-hook-signature']).toBe(
			`sha256=${hmac('sha256', bytes).digest('hex')}`,
		);
	});

	it('can be empty', async () => {
		const request = await sent({ payload: 'text', textBody: '' });
		expect(request.body).toHaveLength(0);
		expect(request.headers['x-hook-signature']).toBe(`sha256=${hmac('sha256', '').digest('hex')}`);
	});

	it.each(['application/cloudevents+json', 'application/x-www-form-urlencoded', 'text/csv'])(
		'can be said to be %s, which changes no byte',
		async (contentType) => {
			const textBody = '{"a": "b=c&d=%20 +é"}';
			const request = await sent({ payload: 'text', textBody, options: { contentType } });
			expect(request.headers['content-type']).toBe(contentType);
			expect(request.body.toString()).toBe(textBody);
		},
	);

	it.each([
		'application/x-www-form-urlencoded',
		'application/x-www-form-urlencoded; charset=latin1',
	])(
		'can be a form (%s) whose bytes are not UTF-8: they go out as they were signed',
		async (contentType) => {
			const bytes = Buffer.from('name=J\xf6rg&raw=\xff\xfe\x00%ZZ&&=', 'latin1');
			const item = {
				json: {},
				binary: { form: { data: bytes.toString('base64'), mimeType: contentType } },
			};
			const request = await sent({ payload: 'binary', binaryPropertyName: 'form' }, item);
			expect(request.body.equals(bytes)).toBe(true);
			expect(request.headers['content-type']).toBe(contentType);
			expect(request.headers['content-length']).toBe(String(bytes.length));
			expect(request.headers['x-hook-signature']).toBe(
				`sha256=${hmac('sha256', bytes).digest('hex')}`,
			);
		},
	);

	it('can be an empty form', async () => {
		const contentType = 'application/x-www-form-urlencoded';
		const request = await sent({ payload: 'text', textBody: '', options: { contentType } });
		expect(request.body).toHaveLength(0);
		expect(request.headers['content-type']).toBe(contentType);
	});

	it.each(['POST', 'PUT', 'PATCH'])('goes out with %s', async (method) => {
		expect((await sent({ method })).method).toBe(method);
	});
});

describe('a field that gives nothing', () => {
	it('is left out where it need not be there', async () => {
		const request = await sent({
			options: {
				eventType: '={{ $json.no }}',
				contentType: '={{ $json.no }}',
				messageId: '={{ $json.no }}',
			},
		});
		expect(request.headers).toMatchObject({
			'content-type': 'application/json',
			'webhook-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(request.headers).not.toHaveProperty('x-webhook-event');
	});
});

describe('the signature', () => {
	it('can be the plain one, with the event type beside it', async () => {
		const request = await sent({
			signature: 'webhookSignature',
			options: { eventType: 'ticket.created' },
		});
		expect(request.headers).toMatchObject({
			'x-webhook-signature': hmac('sha256', request.body).digest('hex'),
			'x-webhook-event': 'ticket.created',
		});
		expect(request.headers).not.toHaveProperty('x-hook-signature');
	});

	it('can be none, and then needs no credential', async () => {
		await run(sink, { parameters: { signature: 'none' }, credentials: [] });
		const names = Object.keys(sink.requests[0]?.headers ?? {});
		expect(names.filter((name) => name.includes('signature'))).toEqual([]);
	});

	it.each([
		['body', {}, (_: string, __: string, body: string) => body],
		[
			'timestampBody',
			{ timestampHeader: 'X-Time' },
			(_: string, time: string, body: string) => `${time}.${body}`,
		],
		[
			'idTimestampBody',
			{ timestampHeader: 'X-Time' },
			(id: string, time: string, body: string) => `${id}.${time}.${body}`,
		],
		[
			'template',
			{ timestampHeader: 'X-Time', signedContentTemplate: 'v0:{timestamp}:{body}' },
			(_: string, time: string, body: string) => `v0:${time}:${body}`,
		],
	])('can be custom: %s', async (signedContent, more, content) => {
		const request = await sent({
			signature: 'custom',
			signatureHeader: 'X-Own',
			signatureAlgorithm: 'hmac-sha512',
			signatureEncoding: 'base64',
			signaturePrefix: 'v1,',
			signedContent,
			options: { messageIdHeader: 'X-Id', messageId: 'order-7' },
			...more,
		});
		const time = '1767225600';
		const digest = hmac('sha512', content('order-7', time, request.body.toString()));
		expect(request.headers).toMatchObject({
			'x-own': `v1,${digest.digest('base64')}`,
			'x-id': 'order-7',
			...(signedContent === 'body' ? {} : { 'x-time': time }),
		});
		if (signedContent === 'body') expect(request.headers).not.toHaveProperty('x-time');
	});

	it('can have a secret of its own for each item', async () => {
		const items = ['one', 'two', 'three', 'four', 'five'].map((name) => ({ json: { name } }));
		await run(sink, { items, secret: '={{ "the-secret-of-" + $json.name }}' });
		for (const { body, headers } of sink.requests) {
			const { name } = JSON.parse(body.toString()) as { name: string };
			const digest = createHmac('sha256', `the-secret-of-${name}`).update(body).digest('hex');
			expect(headers['x-hook-signature']).toBe(`sha256=${digest}`);
		}
		expect(sink.requests).toHaveLength(5);
	});

	it('has defaults for every field of a custom one', async () => {
		const request = await sent({ signature: 'custom' });
		expect(request.headers['x-signature']).toBe(hmac('sha256', request.body).digest('hex'));
	});
});

describe('headers', () => {
	it('can be added', async () => {
		const header = [
			{ name: 'X-Tenant', value: '={{ $json.tenant }}' },
			{ name: 'User-Agent', value: 'my-sender/1' },
		];
		const request = await sent({ options: { headers: { header } } }, { json: { tenant: 'nørd' } });
		expect(request.headers).toMatchObject({ 'x-tenant': 'nørd', 'user-agent': 'my-sender/1' });
	});

	it('carry the user and password of the URL, which the URL then does not', async () => {
		const url = sink.url.replace('://', '://jo:pass-word@');
		const [item] = await run(sink, { parameters: { url: `${url}/a?token=s3cr3t#top` } });
		const basic = Buffer.from('jo:pass-word').toString('base64');
		expect(sink.requests[0]).toMatchObject({
			url: '/a?token=s3cr3t',
			headers: { authorization: `Basic ${basic}` },
		});
		expect(item?.json.delivery).toMatchObject({ url: `${sink.url}/a?token=***` });
	});
});

describe('a token beside the signature', () => {
	const token = { sendHeader: 'X-Api-Key', sendToken: 'Bearer a-very-secret-token' };

	it('is sent as the credential has it, and never shown', async () => {
		sink.answerAlways({ status: 200, body: `got ${token.sendToken} or a-very-secret-token` });
		const [item] = await run(sink, { credential: token });
		const [request] = sink.requests;
		expect(request?.headers).toMatchObject({
			'x-api-key': 'Bearer a-very-secret-token',
			'x-hook-signature': expect.stringMatching(/^sha256=/),
		});
		expect(JSON.stringify(item)).not.toContain('a-very-secret-token');
		expect(item?.json.response).toMatchObject({ body: 'got *** or ***' });
	});

	it('cannot have a name that is none, or that of another header', async () => {
		const sending = async (sendHeader: string) =>
			await run(sink, { credential: { ...token, sendHeader } });
		await expect(sending('')).rejects.toThrow('Header Sent Along');
		await expect(sending('X-Hook-Signature')).rejects.toThrow(/is set by the credential/);
	});
});

describe('two secrets', () => {
	it('cannot sign where there is room for one signature only', async () => {
		const parameters = { options: { signWithBoth: true } };
		await expect(run(sink, { parameters })).rejects.toThrow(
			'This signature has no room for a second one',
		);
	});
});

describe('what a signature adds to the URL', () => {
	it('is sent, never shown, and cannot be there already', async () => {
		const parameters = { signature: 'custom', signatureIn: 'query', signatureParameter: 'sig' };
		const [item] = await run(sink, { parameters });
		expect(sink.requests[0]?.url).toMatch(/^\/hook\?sig=[0-9a-f]{64}$/);
		expect(item?.json.delivery).toMatchObject({ url: `${sink.url}/hook` });
		const url = `${sink.url}/hook?sig=1`;
		await expect(run(sink, { parameters: { ...parameters, url } })).rejects.toThrow(
			'The URL has a query parameter "sig" already',
		);
	});
});

describe('a form', () => {
	it.each([
		[{}, 'To=%2B1+555&n=1&of=%7B%22a%22%3A%5B1%5D%7D'],
		[{ formFields: { field: [{ name: 'To', value: 'ä b' }] } }, 'To=%C3%A4+b'],
	])('is made of the fields that are entered, or else of the item: %j', async (fields, body) => {
		const item = { json: { To: '+1 555', n: 1, of: { a: [1] } } };
		const request = await sent({ payload: 'form', ...fields }, item as never);
		expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(request.body.toString()).toBe(body);
	});
});
