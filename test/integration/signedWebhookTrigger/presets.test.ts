import { headerOf, PRESETS } from '../../../nodes/SignedWebhook/presets';
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

describe.each(PRESETS)('$name', (preset) => {
	const { scheme, value } = preset;
	const facts = (id: string) => ({
		...Object.fromEntries(
			[
				[headerOf(preset.eventId), id],
				[headerOf(preset.eventType), 'push'],
			].filter(([name]) => name !== undefined),
		),
	});
	const send = async (body: string, options: Parameters<typeof signedHeaders>[2] = {}) =>
		await host.post(body, {
			...facts(options.id ?? 'msg_1'),
			...signedHeaders(scheme, body, options),
		});

	beforeEach(async () => {
		host = await startTrigger({ signature: value });
		await host.activate();
	});

	it('starts the workflow with the id and type of the event', async () => {
		expect(await send(payload())).toMatchObject({ status: 200, body: { received: true } });
		const byPath: Record<string, string> = { type: 'invoice.paid', 'event.type': 'app_mention' };
		const { eventType } = preset;
		const type = !eventType ? null : 'header' in eventType ? 'push' : byPath[eventType.path];
		expect(host.executions[0]?.[0]?.[0]?.json.delivery).toMatchObject({
			verified: scheme.id,
			eventType: type,
			id: preset.eventId ? expect.stringMatching(/^(msg_1|evt_1|Ev1)$/) : expect.any(String),
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
		const { toleranceSeconds = 1e8 } = preset;
		const sendAt = async (nowMs: number, id: string) =>
			await send(payload({ webhookTimestamp: nowMs, id, event_id: id }), { nowMs, id });
		const limit = Date.now() - toleranceSeconds * 1000;
		const signsTime = preset.toleranceSeconds !== undefined;
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
			{ signature: value },
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
		host = await startTrigger({ signature: 'slack' });
		const slack = PRESETS.find(({ value }) => value === 'slack');
		const body = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB' });
		if (!slack) throw new Error('There is no such preset');
		expect(await host.post(body, signedHeaders(slack.scheme, body))).toMatchObject({
			status: 200,
			body: { challenge: '3eZbrw1aB' },
		});
		expect((await host.post(body)).status).toBe(401);
		expect(host.executions).toEqual([]);
	});
});
