import { createHmac } from 'node:crypto';

import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { SENDERS } from '../../../nodes/SignedWebhook/senders';
import { hookSignature } from '../../simulators';
import { hookItem, SECRET, sender, verify, webhookItem } from './setup';

const jsonOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);

describe('a form without the raw body', () => {
	const fields = { To: '+18005551212', Digits: '1234', From: ['b', 'a'] };
	const address = 'https://n8n.example.com/webhook/orders';
	const content = `${address}Digits1234FromaFrombTo+18005551212`;
	const signature = createHmac('sha1', SECRET).update(content).digest('base64');
	const headers = {
		'content-type': 'application/x-www-form-urlencoded',
		'x-twilio-signature': signature,
	};
	const item = webhookItem(undefined, { body: fields }, headers);

	it('can be signed over its fields', async () => {
		const { verified } = await verify([item], { parameters: sender('twilio') });
		expect(verified[0]?.json).toMatchObject(fields);
	});

	it('is rejected with one field more', async () => {
		const more = webhookItem(undefined, { body: { ...fields, X: '1' } }, headers);
		const { rejected } = await verify([more], { parameters: sender('twilio') });
		expect(jsonOf(rejected)).toMatchObject([{ reason: 'signatureWrong' }]);
	});
});

describe('the address that is signed', () => {
	const body = Buffer.from('{"type":"payment.created","event_id":"1"}');
	/** As Square signs: the address and the body. */
	const signed = (address: string) => ({
		'x-square-hmacsha256-signature': createHmac('sha256', SECRET)
			.update(address + body.toString())
			.digest('base64'),
	});
	const check = async (address: string, json: IDataObject, options: INodeParameters = {}) =>
		(
			await verify([webhookItem(body, json, signed(address))], {
				parameters: { ...sender('square'), options },
			})
		).verified.length;

	it('is the one that the Webhook node has', async () => {
		expect(await check('https://n8n.example.com/webhook/orders', {})).toBe(1);
	});

	it('has the parameters of the path', async () => {
		const webhookUrl = 'https://n8n.example.com:443/webhook/1/:shop/orders';
		const address = 'https://n8n.example.com:443/webhook/1/a%20b/orders';
		expect(await check(address, { webhookUrl, params: { shop: 'a b' } })).toBe(1);
	});

	it('has the query', async () => {
		const address = 'https://n8n.example.com/webhook/orders?a=1%202&b=x&b=y&c[d]=z';
		const query = { a: '1 2', b: ['x', 'y'], c: { d: 'z' } };
		const encoded = address.replace('c[d]', encodeURIComponent('c[d]'));
		expect(await check(encoded, { query })).toBe(1);
	});

	it('can be entered', async () => {
		const options = { signedUrl: 'https://hooks.example.com/orders' };
		expect(await check('https://hooks.example.com/orders', {}, options)).toBe(1);
		const origin = { signedUrl: 'https://hooks.example.com' };
		expect(await check('https://hooks.example.com/webhook/orders', {}, origin)).toBe(1);
	});
});

describe('a batch', () => {
	const events = [
		{ eventId: 1, subscriptionType: 'contact.creation', occurredAt: 1 },
		{ eventId: 2, subscriptionType: 'deal.creation', occurredAt: 1 },
	];
	const item = (list: object[]) => {
		const body = JSON.stringify(list);
		const content = `POSThttps://n8n.example.com/webhook/orders${body}1767225600000`;
		return webhookItem(
			Buffer.from(body),
			{},
			{
				'x-hubspot-signature-v3': createHmac('sha256', SECRET).update(content).digest('base64'),
				'x-hubspot-request-timestamp': '1767225600000',
			},
		);
	};

	it('is an item for each event, all linked to the request', async () => {
		const { verified } = await verify([item(events)], { parameters: sender('hubSpot') });
		expect(verified).toHaveLength(2);
		expect(verified.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('is answered where nothing is wanted of it', async () => {
		const parameters = { ...sender('hubSpot'), eventTypes: 'ticket.creation' };
		const { answer, verified } = await verify([item(events)], { parameters });
		expect(verified).toEqual([]);
		expect(jsonOf(answer)).toMatchObject([{ reason: 'notSelected', answer: { status: 200 } }]);
	});
});

it('gives the answer that the sender insists on', async () => {
	const body = Buffer.from('{"event":"x"}');
	const headers = {
		'x-xero-signature': createHmac('sha256', SECRET).update(body).digest('base64'),
	};
	const { verified } = await verify([webhookItem(body, {}, headers)], {
		parameters: sender('xero'),
	});
	expect(verified[0]?.json.delivery).toMatchObject({
		answer: { status: 200, contentType: 'text/plain; charset=utf-8', body: '' },
	});
});

it('gives out the secret that a sender brings', async () => {
	const item = webhookItem(Buffer.from('{}'), {}, { 'x-hook-secret': 'brought' });
	const { answer } = await verify([item], { parameters: sender('asana'), secret: '' });
	expect(jsonOf(answer)).toMatchObject([
		{ reason: 'handshake', secret: 'brought', answer: { status: 200 } },
	]);
});

it('adds headers and query where the user wants them, without what proves who sent it', async () => {
	const item = hookItem({ n: 1 }, { 'x-request-id': '7', authorization: 'Bearer x', cookie: 'y' });
	item.json.query = { shop: '1', token: 'z' };
	const parameters = { ...sender('hookSignature'), options: { includeRequest: true } };
	const { verified } = await verify([item], { parameters });
	const { request } = verified[0]?.json.delivery as { request: { headers: object; query: object } };
	expect(Object.keys(request.headers)).toEqual(['content-type', 'content-length', 'x-request-id']);
	expect(request.query).toEqual({ shop: '1' });
});

describe('what a sender may have made up', () => {
	const string = fc.oneof(fc.string(), fc.constantFrom('\ud800', '__proto__', 'toString', '/:a'));
	const value = fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }) as fc.Arbitrary<
		IDataObject[string]
	>;
	const parsed = fc.oneof(value, fc.dictionary(string, fc.oneof(string, value)));
	const header = fc.oneof(string, fc.array(string, { maxLength: 3 }), value);
	const headers = fc.dictionary(
		fc.oneof(
			fc.constantFrom(
				'content-type',
				'content-length',
				'transfer-encoding',
				'x-hub-signature-256',
				'stripe-signature',
				'webhook-signature',
				'__proto__',
				'constructor',
			),
			string,
		),
		header,
	);
	const file = fc
		.uint8Array({ maxLength: 200 })
		.map((bytes) => Buffer.from(bytes).toString('base64'));
	const senders = fc.constantFrom(...SENDERS.map(({ value }) => value), 'custom');

	it('is rejected or answered, and neither fails nor gets through', async () => {
		await fc.assert(
			fc.asyncProperty(
				senders,
				headers,
				fc.record({ query: parsed, body: parsed, params: parsed, webhookUrl: value }),
				file,
				async (name, given, json, data) => {
					const item = {
						json: { ...json, headers: given } as unknown as IDataObject,
						binary: { data: { data, mimeType: 'application/json' } },
					};
					const parameters = sender(name);
					const { verified, rejected, answer } = await verify([item], { parameters });
					expect(verified).toEqual([]);
					expect(rejected.length + answer.length).toBe(1);
				},
			),
			{ numRuns: 500 },
		);
	});

	it('may be nested more deeply than can be written', async () => {
		const depth = 100_000;
		const body = JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as IDataObject[];
		const parameters = sender('gitLabToken');
		const { rejected } = await verify([webhookItem(undefined, { body })], { parameters });
		expect(jsonOf(rejected)).toMatchObject([{ reason: 'signatureMissing' }]);
	});

	it('is taken only with the bytes that were signed', async () => {
		const bytes = fc.uint8Array({ minLength: 1, maxLength: 50 });
		await fc.assert(
			fc.asyncProperty(bytes, bytes, async (signed, sent) => {
				const signature = hookSignature(SECRET, Buffer.from(signed));
				const item = webhookItem(Buffer.from(sent), {}, { 'x-hook-signature': signature });
				const { verified } = await verify([item]);
				expect(verified.length === 1).toBe(Buffer.from(signed).equals(Buffer.from(sent)));
			}),
		);
	});
});
