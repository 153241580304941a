import { AUTORESPONDER_EVENTS, freshAutoresponderPayload } from '../../fixtures';
import { webhookSignatureHex } from '../../simulators';
import { afterMs } from '../../support/afterMs';
import { type AutoresponderPair, SECRET, startPair } from './setup';

let pair: AutoresponderPair;
beforeEach(async () => {
	pair = await startPair();
	await pair.host.activate();
});
afterEach(async () => await pair.close());

const HOUR_MS = 3_600_000;

/** The headers of a genuine event. */
const headersFor = (body: string, event = 'ticket.created', secret = SECRET) => ({
	'X-Webhook-Signature': webhookSignatureHex(secret, body),
	'X-Webhook-Event': event,
});

/** What the Autoresponder got for an event. */
const answerTo = async (...emitted: Parameters<AutoresponderPair['vendor']['deliver']>) => {
	const { attempts } = await pair.vendor.deliver(...emitted);
	const { status, body = '' } = attempts[0] ?? {};
	return { status, body: JSON.parse(body) as unknown };
};

describe('an event of the Autoresponder', () => {
	it.each(AUTORESPONDER_EVENTS)(
		'%s starts the workflow, with the documented body',
		async (event) => {
			const payload = freshAutoresponderPayload(event);
			expect(await answerTo(payload)).toEqual({ status: 200, body: { received: true } });
			const facts = { eventType: event, verified: 'X-Webhook-Signature', sourceIp: '127.0.0.1' };
			expect(pair.host.executions).toEqual([
				[[{ json: { ...payload, delivery: expect.objectContaining(facts) } }], []],
			]);
		},
	);

	it.each([
		['ai.response.rejected', { reason: undefined }],
		['ai.response.approved', { ticket: null }],
	] as const)('%s as the server was found to send it: %j', async (event, changes) => {
		const payload = freshAutoresponderPayload(event);
		const sent = { ...payload, data: { ...payload.data, ...changes } };
		expect(await answerTo(sent)).toEqual({ status: 200, body: { received: true } });
		expect(pair.host.executions).toEqual([[[expect.anything()], []]]);
	});

	it.each([[['*'], ''] as const, [[], 'ticket.closed, ticket.merged'] as const])(
		'that the guide does not list starts the workflow when it is selected: %j %j',
		async (eventTypes, otherEventTypes) => {
			pair.set({ eventTypes, otherEventTypes });
			const payload = { ...freshAutoresponderPayload(), event: 'ticket.merged', data: { into: 7 } };
			expect(await answerTo(payload)).toEqual({ status: 200, body: { received: true } });
			const delivery = expect.objectContaining({ eventType: 'ticket.merged' });
			expect(pair.host.executions).toEqual([[[{ json: { ...payload, delivery } }], []]]);
		},
	);

	it('that the guide does not list and nobody selected is acknowledged', async () => {
		pair.set({ eventTypes: ['ticket.created'] });
		const payload = { ...freshAutoresponderPayload(), event: 'ticket.merged' };
		expect(await answerTo(payload)).toMatchObject({
			body: { ignored: 'The event type ticket.merged is not selected in the node' },
		});
	});

	it('starts the workflow while the user listens for a test event', async () => {
		pair.vendor.webhook = { url: pair.host.testUrl };
		const payload = freshAutoresponderPayload();
		for (let i = 0; i < 2; i++) expect(await answerTo(payload)).toMatchObject({ status: 200 });
		expect(pair.host.executions).toHaveLength(2);
	});

	it('loads the credential once in 10 seconds', async () => {
		const before = pair.host.credentialsHelper.loads;
		for (let i = 0; i < 3; i++) await answerTo(freshAutoresponderPayload());
		expect(pair.host.credentialsHelper.loads).toBe(before + 1);
		afterMs(10_000);
		await answerTo(freshAutoresponderPayload());
		expect(pair.host.credentialsHelper.loads).toBe(before + 2);
	});

	it('that comes again is dropped; the same one at another time is another one', async () => {
		const payload = freshAutoresponderPayload();
		await answerTo(payload);
		expect(await answerTo(payload)).toEqual({
			status: 200,
			body: { received: true, duplicate: true },
		});
		const later = new Date(Date.parse(payload.timestamp) + 1).toISOString();
		await answerTo({ ...payload, timestamp: later });
		expect(pair.host.executions).toHaveLength(2);
	});

	it('that is not selected is acknowledged', async () => {
		pair.set({ eventTypes: ['ticket.escalated', 'feedback.received'] });
		expect(await answerTo(freshAutoresponderPayload('ticket.created'))).toEqual({
			status: 200,
			body: {
				received: true,
				ignored: 'The event type ticket.created is not selected in the node',
			},
		});
		await answerTo(freshAutoresponderPayload('ticket.escalated'));
		expect(pair.host.executions).toHaveLength(1);
	});
});

describe('the signature of an event', () => {
	it.each([
		['made with another secret', { secret: 'another secret' }, 'does not match'],
		['left out', { signature: null }, 'missing'],
		['empty, as the Autoresponder sends it without a secret', { signature: '' }, 'missing'],
		['with a prefix', { signature: `sha256=${'0'.repeat(64)}` }, 'malformed'],
		['too short', { signature: 'abcdef' }, 'malformed'],
		['no hex', { signature: 'z'.repeat(64) }, 'malformed'],
		['there twice', { signature: ['0'.repeat(64), '0'.repeat(64)] }, 'malformed'],
		['of another body', { tamper: () => Buffer.from('{}') }, 'does not match'],
	])('%s is refused', async (_how, overrides, reason) => {
		expect(await answerTo(freshAutoresponderPayload(), overrides)).toEqual({
			status: 401,
			body: { error: expect.stringContaining(reason) },
		});
		expect(pair.host.executions).toEqual([]);
	});

	it('is refused when the Autoresponder has lost its secret', async () => {
		pair.vendor.secret = undefined;
		expect(await answerTo(freshAutoresponderPayload())).toMatchObject({ status: 401 });
	});

	it('is checked over the bytes as they came, not over what they mean', async () => {
		const spaced = JSON.stringify(freshAutoresponderPayload(), null, 3);
		expect(await pair.host.post(spaced, headersFor(spaced))).toMatchObject({ status: 200 });
		const dense = headersFor(JSON.stringify(JSON.parse(spaced)));
		expect(await pair.host.post(spaced, dense)).toMatchObject({ status: 401 });
	});

	it('may be made with the previous secret while the secret is changed', async () => {
		await pair.close();
		pair = await startPair({
			credential: { webhookSecret: 'new secret', previousWebhookSecret: SECRET },
		});
		for (const [secret, status] of [
			['new secret', 200],
			[SECRET, 200],
			['an older one', 401],
		] as const) {
			expect(await answerTo(freshAutoresponderPayload(), { secret })).toMatchObject({ status });
		}
	});

	it('need not be there only where the user said so and the credential has no secret', async () => {
		pair.set({ options: { acceptUnsigned: true } });
		pair.vendor.secret = undefined;
		expect(await answerTo(freshAutoresponderPayload())).toMatchObject({ status: 401 });
		await pair.close();
		pair = await startPair({
			secret: undefined,
			credential: { webhookSecret: '' },
			parameters: { options: { acceptUnsigned: true } },
		});
		expect(await answerTo(freshAutoresponderPayload())).toMatchObject({ status: 200 });
		expect(pair.host.executions[0]?.[0]?.[0]?.json).toMatchObject({
			delivery: { verified: 'none' },
		});
	});
});

describe('the header X-Webhook-Event', () => {
	it.each([
		['names another event', 'ticket.resolved', 'does not agree'],
		['is empty', '', 'does not agree'],
		['is spelled differently', 'Ticket.Created', 'does not agree'],
		['is there twice', ['ticket.created', 'ticket.created'], 'does not agree'],
		['is missing', null, 'is missing'],
	])('is refused with 400 when it %s', async (_how, header, reason) => {
		const headers = { 'X-Webhook-Event': header };
		expect(await answerTo(freshAutoresponderPayload(), { headers })).toEqual({
			status: 400,
			body: { error: expect.stringContaining(reason) },
		});
		expect(pair.host.executions).toEqual([]);
	});

	it('does not matter before the signature is found good', async () => {
		const headers = { 'X-Webhook-Event': 'ticket.resolved' };
		const overrides = { headers, secret: 'another secret' };
		expect(await answerTo(freshAutoresponderPayload(), overrides)).toMatchObject({ status: 401 });
	});
});

describe('a genuine event that is not as documented leaves through the second output', () => {
	it.each([
		['an empty event', { event: '' }, 'event'],
		['no time', { timestamp: undefined }, 'timestamp'],
		['no ticket', { data: {} }, 'data.ticket'],
	])('%s', async (_what, change, path) => {
		const body = JSON.stringify({ ...freshAutoresponderPayload(), ...change });
		const { event } = JSON.parse(body) as { event: string };
		expect(await pair.host.post(body, headersFor(body, event))).toMatchObject({ status: 200 });
		expect(pair.host.executions).toEqual([
			[
				[],
				[
					{
						json: {
							...(JSON.parse(body) as object),
							delivery: expect.objectContaining({
								eventType: null,
								verified: 'X-Webhook-Signature',
								problems: [{ path, message: expect.any(String) }],
							}),
						},
					},
				],
			],
		]);
	});
});

describe('the age of an event', () => {
	it('may be an hour', async () => {
		const young = freshAutoresponderPayload('ticket.created', Date.now() - HOUR_MS + 60_000);
		expect(await answerTo(young)).toMatchObject({ status: 200 });
		const old = freshAutoresponderPayload('ticket.created', Date.now() - HOUR_MS - 60_000);
		expect(await answerTo(old)).toEqual({
			status: 400,
			body: { error: 'The event is older than 3600 seconds' },
		});
		expect(pair.host.executions).toHaveLength(1);
	});

	it('may be any where the user turned the check off', async () => {
		pair.set({ options: { tolerance: 0 } });
		const old = freshAutoresponderPayload('ticket.created', Date.UTC(2024, 0, 15));
		expect(await answerTo(old)).toMatchObject({ status: 200 });
	});

	it('may be negative: the clock of the Autoresponder is ahead', async () => {
		const early = freshAutoresponderPayload('ticket.created', Date.now() + HOUR_MS);
		expect(await answerTo(early)).toMatchObject({ status: 200 });
	});
});
