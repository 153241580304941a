import { SENDERS } from '../../../nodes/SignedWebhook/senders';
import type { Sender } from '../../../nodes/SignedWebhook/senders/sender';
import { bodyHmac } from '../../../nodes/shared/signature/bodyHmac';
import type { SignedScheme } from '../../../nodes/shared/signature/scheme';
import { linear, slack, standardWebhooks, stripe } from '../../../nodes/shared/signature/schemes';
import { signedHeaders as headersOf } from '../../support/signed';
import type { TriggerHost } from '../../support/triggerHost';
import { SECRET, signedHeaders, startTrigger } from './setup';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What is genuine and no JSON object. The type is one of those that n8n does not parse, so that it refuses none. */
const NO_OBJECTS = ['[{"type":"invoice.paid"}]', '[]', 'null', '5', '"text"', 'no JSON', ''];
const JSON_TYPE = { 'content-type': 'application/vnd.x+json' };

let host: TriggerHost;
afterEach(async () => await host.close());

const send = async (
	scheme: SignedScheme,
	body: string,
	options: Parameters<typeof signedHeaders>[2] = {},
) => await host.post(body, { ...JSON_TYPE, ...signedHeaders(scheme, body, options) });

/** Sends with a timestamp as the text says it, signed. */
async function sendAt(scheme: SignedScheme, timestamp: string, body = '{"type":"a"}') {
	const message = { body: Buffer.from(body), id: timestamp, timestamp };
	return await host.post(body, { ...JSON_TYPE, ...headersOf(scheme, SECRET, message) });
}

describe('a genuine body that is no JSON object', () => {
	it.each(NO_OBJECTS)('is as old as its signed time says: %j', async (body) => {
		host = await startTrigger({ sender: 'standardWebhooks' });
		const old = await send(standardWebhooks, body, { nowMs: Date.now() - 30 * DAY });
		expect(old).toMatchObject({
			status: 400,
			body: { error: 'The event is older than 300 seconds' },
		});
		expect(host.executions).toEqual([]);
		expect(await send(standardWebhooks, body)).toMatchObject({ status: 200 });
		expect(host.executions).toEqual([[[], [expect.anything()]]]);
	});

	it.each(NO_OBJECTS)('is told apart by its signed id: %j', async (body) => {
		host = await startTrigger({ sender: 'standardWebhooks' });
		expect((await send(standardWebhooks, body, { id: 'a' })).body).toEqual({ received: true });
		expect((await send(standardWebhooks, body, { id: 'b' })).body).toEqual({ received: true });
		expect((await send(standardWebhooks, body, { id: 'a' })).body).toHaveProperty('duplicate');
		const ids = host.executions.map(([, invalid]) => invalid?.[0]?.json.delivery);
		expect(ids).toMatchObject([{ id: 'a' }, { id: 'b' }]);
	});

	it('is refused by senders that sign the time in the body, for it holds none', async () => {
		host = await startTrigger({ sender: 'linear' });
		expect(await send(linear, '[{"webhookTimestamp":1}]')).toMatchObject({
			status: 400,
			body: { error: 'The timestamp (field webhookTimestamp) is missing' },
		});
	});
});

describe('a signed timestamp', () => {
	const seconds = (ms: number) => String(Math.floor(ms / 1000));
	const iso = (ms: number) => new Date(ms).toISOString();
	const custom = (timestampUnit: 's' | 'ms') => ({
		sender: 'custom',
		signatureHeader: 'X-Signature',
		signedContent: 'timestampBody',
		timestampHeader: 'X-Time',
		timestampUnit,
	});
	const scheme = bodyHmac(
		'X-Signature',
		{},
		{ content: '{timestamp}.{body}', timestamp: { at: { header: 'X-Time' } } },
	);

	it.each<[string, (ms: number) => string]>([
		['in seconds', seconds],
		['with a fraction', (ms) => (ms / 1000).toFixed(6)],
		['by ISO 8601', iso],
		['by ISO 8601 without a fraction', (ms) => iso(ms).replace(/\.\d+/, '')],
	])(
		'%s is read: of now it is taken, of the past and of the future refused',
		async (_how, write) => {
			host = await startTrigger(custom('s'));
			const status = async (ms: number) => (await sendAt(scheme, write(ms))).status;
			expect(await status(Date.now())).toBe(200);
			expect(await status(Date.now() - 4 * MINUTE)).toBe(200);
			expect(await status(Date.now() - 6 * MINUTE)).toBe(400);
			expect(await status(Date.now() - 3000 * DAY)).toBe(400);
			expect(await status(Date.now() + 4 * MINUTE)).toBe(200);
			expect(await status(Date.now() + 6 * MINUTE)).toBe(400);
			expect(await status(Date.now() + 3000 * DAY)).toBe(400);
		},
	);

	it.each<['s' | 'ms', (ms: number) => string]>([
		['s', String],
		['ms', seconds],
	])('of the other unit than %s is refused, and the field to change named', async (unit, write) => {
		host = await startTrigger(custom(unit));
		for (const ms of [Date.now(), Date.now() - 3000 * DAY]) {
			expect(await sendAt(scheme, write(ms))).toMatchObject({
				status: 400,
				body: { error: expect.stringContaining('change Timestamp Unit') },
			});
		}
		expect(host.executions).toEqual([]);
	});

	it.each(['soon', '-1', '1e9', '0x1', '2026-02-30T12:00:00Z'])(
		'that is none is refused: %s',
		async (timestamp) => {
			host = await startTrigger({ sender: 'stripe' });
			expect(await sendAt(stripe, timestamp)).toMatchObject({
				status: 400,
				body: {
					error: 'The timestamp (Stripe-Signature) is neither a Unix time nor ISO 8601',
				},
			});
			expect(host.executions).toEqual([]);
		},
	);

	it('of any kind and age is taken with a tolerance of 0', async () => {
		host = await startTrigger({ ...custom('s'), options: { tolerance: 0 } });
		for (const timestamp of ['soon', '1', String(Date.now()), iso(Date.now() + 3000 * DAY)]) {
			expect((await sendAt(scheme, timestamp)).status).toBe(200);
		}
	});

	it('makes two events of equal bodies that have no id', async () => {
		host = await startTrigger(custom('s'));
		const [one, other] = [seconds(Date.now() - 5000), seconds(Date.now())];
		expect((await sendAt(scheme, one)).body).toEqual({ received: true });
		expect((await sendAt(scheme, other)).body).toEqual({ received: true });
		expect((await sendAt(scheme, one)).body).toEqual({ received: true, duplicate: true });
		expect(host.executions).toHaveLength(2);
	});

	it('makes two events also where the id of a sender that has one is missing', async () => {
		host = await startTrigger({ sender: 'slack' });
		const [one, other] = [seconds(Date.now() - 5000), seconds(Date.now())];
		expect((await sendAt(slack, one)).body).toEqual({ received: true });
		expect((await sendAt(slack, other)).body).toEqual({ received: true });
		expect((await sendAt(slack, one)).body).toEqual({ received: true, duplicate: true });
	});
});

describe('a repetition that Linear sends', () => {
	const event = (sentAt: number) => JSON.stringify({ type: 'Issue', webhookTimestamp: sentAt });
	const sendLater = async (minutes: number) =>
		await send(linear, event(Date.now() - minutes * MINUTE));

	it.each([1, 61, 421])('%i minutes after the event is taken', async (minutes) => {
		host = await startTrigger({ sender: 'linear' });
		expect(await sendLater(minutes)).toMatchObject({ status: 200, body: { received: true } });
	});

	it('is refused when the user wants less', async () => {
		host = await startTrigger({ sender: 'linear', options: { tolerance: 300 } });
		expect(await sendLater(4)).toMatchObject({ status: 200 });
		expect(await sendLater(61)).toMatchObject({ status: 400 });
	});

	it('is refused a day after, and a day ahead', async () => {
		host = await startTrigger({ sender: 'linear' });
		expect(await sendLater(24 * 60)).toMatchObject({ status: 400 });
		expect(await sendLater(-24 * 60)).toMatchObject({ status: 400 });
	});
});

it('an id that a custom signature covers tells copies apart where the user names no other', async () => {
	const scheme = bodyHmac(
		'X-Signature',
		{ encoding: 'base64' },
		{
			content: '{id}.{timestamp}.{body}',
			timestamp: { at: { header: 'webhook-timestamp' } },
			messageId: { header: 'webhook-id' },
		},
	);
	host = await startTrigger({
		sender: 'custom',
		signatureEncoding: 'base64',
		signedContent: 'idTimestampBody',
	});
	expect((await send(scheme, '{}', { id: 'a' })).body).toEqual({ received: true });
	expect((await send(scheme, '{}', { id: 'b' })).body).toEqual({ received: true });
	expect((await send(scheme, '{}', { id: 'a' })).body).toHaveProperty('duplicate');
	expect(host.executions[0]?.[0]?.[0]?.json.delivery).toMatchObject({ id: 'a' });
});

it('only senders that sign a time have a tolerance of their own', () => {
	const signsTime = ({ schemes }: Sender) =>
		schemes.some(
			(scheme) => scheme.kind === 'jwt' || (scheme.kind === 'signature' && scheme.timestamp),
		);
	const unfounded = SENDERS.filter((sender) => sender.tolerance && !signsTime(sender));
	expect(unfounded.map(({ name }) => name)).toEqual([]);
});
