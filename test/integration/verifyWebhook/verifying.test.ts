import { createHmac } from 'node:crypto';

import { hookSignature } from '../../simulators';
import { hookItem, NOW_MS, SECRET, sender, storeFiles, verify, webhookItem } from './setup';

const EVENT = { type: 'order.paid', id: 7, text: 'Grüße' };

const answerOf = (items: Array<{ json: object }>) => items.map(({ json }) => json)[0];

it('gives a signed event as its sender wrote it, with what is known of how it came', async () => {
	const { verified, rejected, answer } = await verify([hookItem(EVENT)]);
	expect(verified).toEqual([
		{
			json: {
				...EVENT,
				delivery: {
					id: expect.stringMatching(/^[0-9a-f]{64}$/),
					receivedAt: new Date(NOW_MS).toISOString(),
					eventType: null,
					verified: 'X-Hook-Signature',
					sourceIp: null,
					answer: {
						status: 200,
						contentType: 'application/json; charset=utf-8',
						headers: {},
						body: '{"received":true}',
					},
				},
			},
			pairedItem: { item: 0 },
		},
	]);
	expect([...rejected, ...answer]).toEqual([]);
});

it('rejects what is not signed with the secret, with the answer to give', async () => {
	const forged = hookItem(EVENT, {
		'x-hook-signature': hookSignature('another', Buffer.from(JSON.stringify(EVENT))),
	});
	const { verified, rejected } = await verify([forged]);
	expect(verified).toEqual([]);
	expect(rejected).toEqual([
		{
			json: {
				reason: 'signatureWrong',
				message: 'The signature does not match (X-Hook-Signature)',
				answer: {
					status: 401,
					contentType: 'application/json; charset=utf-8',
					headers: {},
					body: '{"error":"The signature does not match (X-Hook-Signature)"}',
				},
			},
			pairedItem: { item: 0 },
		},
	]);
});

it('sorts many items, each linked to the one that it comes from', async () => {
	const items = [hookItem({ n: 0 }), webhookItem(Buffer.from('{"n":1}')), hookItem({ n: 2 })];
	const { verified, rejected } = await verify(items);
	expect(verified.map(({ json, pairedItem }) => [json.n, pairedItem])).toEqual([
		[0, { item: 0 }],
		[2, { item: 2 }],
	]);
	expect(rejected.map(({ json, pairedItem }) => [json.reason, pairedItem])).toEqual([
		['signatureMissing', { item: 1 }],
	]);
});

it('reads the credential a few times for however many items', async () => {
	const items = Array.from({ length: 50 }, (_, n) => hookItem({ n }));
	const { verified, reads } = await verify(items);
	expect(verified).toHaveLength(50);
	expect(reads).toBeLessThan(4);
});

it('accepts the secret from before as well', async () => {
	const rotated = { secret: 'the new one', previousSecret: SECRET };
	expect((await verify([hookItem(EVENT)], rotated)).verified).toHaveLength(1);
	expect((await verify([hookItem(EVENT)], { secret: 'the new one' })).verified).toEqual([]);
});

describe('the raw body', () => {
	const bytes = Buffer.from(JSON.stringify(EVENT));
	const signed = { 'x-hook-signature': hookSignature(SECRET, bytes) };

	it('is believed, whatever n8n made of it', async () => {
		const item = webhookItem(bytes, { body: { type: 'made up' } }, signed);
		const { verified } = await verify([item]);
		expect(verified[0]?.json).toMatchObject(EVENT);
	});

	it('is read from where n8n stores it', async () => {
		const read: string[] = [];
		storeFiles((fileId) => {
			read.push(fileId);
			return bytes;
		});
		const file = { id: 'filesystem-v2:some/file', data: 'filesystem-v2', mimeType: 'text/json' };
		const stored = { ...webhookItem(undefined, {}, signed), binary: { upload: file } };
		const combined = webhookItem(undefined, { _files: { data: file } }, signed);
		const { verified } = await verify([stored, combined]);
		expect(verified).toHaveLength(2);
		expect(read).toEqual(['some/file', 'some/file']);
	});

	it('may be empty', async () => {
		const none = Buffer.alloc(0);
		const headers = { 'x-hook-signature': hookSignature(SECRET, none), 'content-length': '0' };
		const { verified } = await verify([webhookItem(undefined, {}, headers)]);
		expect(verified[0]?.json.delivery).toMatchObject({ problems: expect.any(Array) });
	});

	it('is asked for where it is missing, with what to switch on', async () => {
		const item = webhookItem(undefined, { body: EVENT }, signed);
		await expect(verify([item])).rejects.toMatchObject({
			message: 'The Webhook node does not pass on the raw body, which is what is signed',
			description: expect.stringContaining('switch on Raw Body under Options'),
			context: { itemIndex: 0 },
		});
	});

	it('is never a file inside of a multipart form', async () => {
		const headers = { ...signed, 'content-type': 'multipart/form-data; boundary=x' };
		const item = webhookItem(bytes, { body: { type: 'made up' } }, headers);
		const { rejected } = await verify([item]);
		expect(answerOf(rejected)).toMatchObject({ reason: 'contentType', answer: { status: 415 } });
	});

	it('is not needed by a token', async () => {
		const item = webhookItem(undefined, { body: EVENT }, { 'x-gitlab-token': SECRET });
		const { verified } = await verify([item], { parameters: sender('gitLabToken') });
		expect(verified[0]?.json).toMatchObject(EVENT);
	});
});

describe('an item that cannot be checked', () => {
	const stranger = { json: { name: 'no webhook' } };

	it('ends the execution, with what to do', async () => {
		await expect(verify([stranger])).rejects.toMatchObject({
			message: 'This item does not come from a Webhook node: it has no headers',
			description: expect.stringContaining('directly behind the Webhook node'),
		});
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'never leaves through Verified with %s',
		async (onError) => {
			const { verified, rejected } = await verify([stranger, hookItem(EVENT)], { onError });
			expect(verified.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
			expect(rejected).toMatchObject([
				{ json: { reason: 'failure', answer: { status: 500 } }, pairedItem: { item: 0 } },
			]);
		},
	);

	it('never leaves through Verified without a credential', async () => {
		const { verified, rejected } = await verify([hookItem(EVENT)], {
			credentials: [],
			onError: 'continueRegularOutput',
		});
		expect(verified).toEqual([]);
		expect(rejected).toMatchObject([{ json: { reason: 'failure' } }]);
	});
});

it('refuses what is older than the sender says', async () => {
	const bytes = Buffer.from('{"type":"a"}');
	const nowMs = NOW_MS;
	const seconds = Math.floor(nowMs / 1000);
	const hmac = createHmac('sha256', SECRET).update(`${seconds}.${bytes.toString()}`).digest('hex');
	const item = webhookItem(bytes, {}, { 'stripe-signature': `t=${seconds},v1=${hmac}` });
	const parameters = sender('stripe');
	expect((await verify([item], { parameters, nowMs })).verified).toHaveLength(1);
	const { rejected } = await verify([item], { parameters, nowMs: nowMs + 301_000 });
	expect(answerOf(rejected)).toMatchObject({ reason: 'tooOld', answer: { status: 400 } });
	const options = { tolerance: 0 };
	const any = await verify([item], { parameters: { ...parameters, options }, nowMs: nowMs * 2 });
	expect(any.verified).toHaveLength(1);
});

it('answers 200 to a type that is not wanted', async () => {
	const body = Buffer.from('{}');
	const headers = {
		'x-github-event': 'push',
		'x-github-delivery': 'guid-1',
		'x-hub-signature-256': hookSignature(SECRET, body),
	};
	const parameters = { ...sender('github'), eventTypes: 'issues' };
	const { answer, verified } = await verify([webhookItem(body, {}, headers)], { parameters });
	expect(verified).toEqual([]);
	expect(answer).toMatchObject([
		{ json: { reason: 'notSelected', eventType: 'push', answer: { status: 200 } } },
	]);
});

it('gives what is signed but not as documented to Verified, with its problems', async () => {
	const { verified } = await verify([hookItem('[1]')]);
	expect(verified[0]?.json).toMatchObject({
		body: [1],
		delivery: { eventType: null, problems: [{ path: '', message: expect.any(String) }] },
	});
});
