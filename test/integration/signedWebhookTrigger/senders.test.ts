import { SENDERS, senderOf } from '../../../nodes/SignedWebhook/senders';
import type { Place, SignedScheme } from '../../../nodes/shared/signature/scheme';
import type { TriggerHost } from '../../support/triggerHost';
import { signedHeaders, startTrigger, whsec } from './setup';

let host: TriggerHost;
afterEach(async () => await host.close());

/** A payload with the facts of every preset that looks into it. */
const payload = (changes: object = {}) =>
	JSON.stringify({
		id: 'evt_1',
		event_id: 'Ev1',
		type: 'invoice.paid',
		event: { type: 'app_mention' },
		webhookTimestamp: Date.now(),
		...changes,
	});

/** Some of each kind; that every sender is verified is shown by the vectors that others have made. */
const SOME = SENDERS.filter(({ value }) =>
	[
		'github',
		'hookSignature',
		'linear',
		'shopify',
		'slack',
		'standardWebhooks',
		'stripe',
		'svix',
		'webhookSignature',
	].includes(value),
);

const headerOf = (places: ReadonlyArray<Place | 'key'> = []): string | undefined =>
	places.flatMap((place) => (place !== 'key' && 'header' in place ? [place.header] : []))[0];

describe.each(SOME)('$name', (sender) => {
	const { value } = sender;
	const scheme = sender.schemes[0] as SignedScheme;
	const typeHeader = headerOf(sender.eventType?.names[0]);
	const facts = (id: string) => ({
		...Object.fromEntries(
			[
				[headerOf(sender.eventId), id],
				[typeHeader, 'push'],
			].filter(([name]) => name !== undefined),
		),
	});
	const send = async (body: string, options: Parameters<typeof signedHeaders>[2] = {}) =>
		await host.post(body, {
			...facts(options.id ?? 'msg_1'),
			...signedHeaders(scheme, body, options),
		});

	beforeEach(async () => {
		host = await startTrigger({ sender: value });
		await host.activate();
	});

	it('starts the workflow with the id and type of the event', async () => {
		expect(await send(payload())).toMatchObject({ status: 200, body: { received: true } });
		const types: Record<string, unknown> = {
			linear: 'invoice.paid',
			slack: 'app_mention',
			hookSignature: null,
		};
		expect(host.executions[0]?.[0]?.[0]?.json.delivery).toMatchObject({
			verified: scheme.id,
			eventType: value in types ? types[value] : typeHeader ? 'push' : 'invoice.paid',
			id: sender.eventId ? expect.stringMatching(/^(msg_1|evt_1|Ev1)$/) : expect.any(String),
		});
	});

	it('drops a copy, and what only claims to be of the sender', async () => {
		const body = payload();
		await send(body);
		expect((await send(body)).body).toEqual({ received: true, duplicate: true });
		const forged = await send(payload({ n: 2 }), { id: 'msg_2', secret: whsec('forged') });
		expect(forged.status).toBe(401);
		const { status } = await host.post(payload({ n: 3 }), facts('msg_3'));
		expect(status).toBe(401);
		expect(host.executions).toHaveLength(1);
	});

	it('refuses an old timestamp, where one is signed', async () => {
		const signsTime = scheme.timestamp !== undefined;
		const toleranceSeconds = signsTime ? (sender.tolerance?.seconds ?? 300) : 1e8;
		const sendAt = async (nowMs: number, id: string) =>
			await send(payload({ webhookTimestamp: nowMs, id, event_id: id }), { nowMs, id });
		const limit = Date.now() - toleranceSeconds * 1000;
		expect((await sendAt(limit - 10_000, 'a')).status).toBe(signsTime ? 400 : 200);
		expect((await sendAt(limit + 10_000, 'b')).status).toBe(200);
	});

	it('loads the credential once in 10 seconds, and at once when a signature does not match', async () => {
		const { loads: before } = host.credentialsHelper;
		const event = (id: string) => payload({ id, event_id: id });
		for (const id of ['a', 'b', 'c']) await send(event(id), { id });
		expect(host.credentialsHelper.loads).toBe(before + 1);
		expect((await send(event('d'), { id: 'd', secret: whsec('forged') })).status).toBe(401);
		expect(host.credentialsHelper.loads).toBe(before + 2);
	});

	it('accepts the previous secret while it is changed', async () => {
		await host.close();
		host = await startTrigger(
			{ sender: value },
			{ secret: whsec('new'), previousSecret: whsec('old') },
		);
		const secrets = [whsec('new'), whsec('old')];
		for (const [n, secret] of secrets.entries()) {
			const body = payload({ id: `evt_${n}`, event_id: `Ev${n}` });
			expect((await send(body, { id: `msg_${n}`, secret })).body).toEqual({ received: true });
		}
	});
});

describe('trying the URL', () => {
	it('of Slack is answered with its challenge, and never runs', async () => {
		host = await startTrigger({ sender: 'slack' });
		const slack = senderOf('slack');
		const body = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB' });
		if (!slack) throw new Error('There is no such sender');
		expect(
			await host.post(body, signedHeaders(slack.schemes[0] as SignedScheme, body)),
		).toMatchObject({
			status: 200,
			body: '3eZbrw1aB',
		});
		expect((await host.post(body)).status).toBe(401);
		expect(host.executions).toEqual([]);
	});
});
