import {
	AUTORESPONDER_EVENTS,
	autoresponderPayload,
	fixtureBytes,
	freshAutoresponderPayload,
} from '../../fixtures';
import { startAutoresponder, startSink, webhookSignatureHex } from '../../simulators';
import { closeAll, opened } from './open';

afterEach(closeAll);

async function startBoth(options: Parameters<typeof startAutoresponder>[0] = {}) {
	const sink = await opened(startSink());
	const simulator = await opened(startAutoresponder(options));
	simulator.webhook = { url: `${sink.url}/hook` };
	return { sink, simulator };
}

describe('the events of the Autoresponder', () => {
	it.each(AUTORESPONDER_EVENTS)('%s goes out with the documented headers', async (event) => {
		const { sink, simulator } = await startBoth({ secret: 'shh' });
		const delivery = await simulator.emit(autoresponderPayload(event));
		expect(delivery?.delivered).toBe(true);
		const [request] = sink.requests;
		const body = JSON.stringify(autoresponderPayload(event));
		expect(request?.body.toString()).toBe(body);
		expect(request?.headers).toMatchObject({
			'content-type': 'application/json',
			'x-webhook-signature': webhookSignatureHex('shh', body),
			'x-webhook-event': event,
			'user-agent': 'AI-Support-Autoresponder/1.0',
		});
		expect(simulator.deliveries).toEqual([expect.objectContaining({ event, status: 200 })]);
	});

	it.each([
		['documented', undefined],
		['as found', ''],
	] as const)('carry no signature without a secret: %s', async (dialect, header) => {
		const { sink, simulator } = await startBoth({ dialect });
		await simulator.emit(autoresponderPayload());
		expect(sink.requests[0]?.headers['x-webhook-signature']).toBe(header);
	});

	it.each(['conversation.added', 'feedback.received'] as const)(
		'as found never are %s',
		async (event) => {
			const { sink, simulator } = await startBoth({ dialect: 'as found' });
			expect(await simulator.emit(autoresponderPayload(event))).toBeUndefined();
			expect(sink.requests).toEqual([]);
		},
	);

	it('are sent once, whatever the answer', async () => {
		const { sink, simulator } = await startBoth();
		sink.answerNext({ status: 503 });
		expect(await simulator.emit(autoresponderPayload())).toMatchObject({
			delivered: false,
			attempts: [{ status: 503 }],
		});
		expect(sink.requests).toHaveLength(1);
	});

	it('are sent only when the settings select them', async () => {
		const { sink, simulator } = await startBoth();
		simulator.webhook = { url: sink.url, events: ['ticket.escalated'] };
		expect(await simulator.emit(autoresponderPayload('ticket.created'))).toBeUndefined();
		expect(await simulator.emit(autoresponderPayload('ticket.escalated'))).toBeDefined();
		simulator.webhook = undefined;
		expect(await simulator.emit(autoresponderPayload('ticket.escalated'))).toBeUndefined();
		await expect(simulator.deliver(autoresponderPayload())).rejects.toThrow('No webhook URL');
		expect(sink.requests).toHaveLength(1);
	});

	it('can be forged: another secret, signature, header or body', async () => {
		const { sink, simulator } = await startBoth({ secret: 'shh' });
		const payload = autoresponderPayload();
		const body = JSON.stringify(payload);
		await simulator.deliver(payload, { secret: 'other' });
		await simulator.deliver(payload, { signature: null });
		await simulator.deliver(payload, { headers: { 'x-webhook-event': 'ticket.resolved' } });
		await simulator.deliver(payload, { body: '{"event":"other"}' });
		const sent = sink.requests.map(({ headers }) => [
			headers['x-webhook-signature'],
			headers['x-webhook-event'],
		]);
		expect(sent).toEqual([
			[webhookSignatureHex('other', body), 'ticket.created'],
			[undefined, 'ticket.created'],
			[webhookSignatureHex('shh', body), 'ticket.resolved'],
			[webhookSignatureHex('shh', '{"event":"other"}'), 'ticket.created'],
		]);
	});
});

describe('the fixtures of the Autoresponder', () => {
	it('are one for each event, in the documented format', () => {
		for (const event of AUTORESPONDER_EVENTS) {
			const payload = autoresponderPayload(event);
			expect(Object.keys(payload)).toEqual(['event', 'timestamp', 'data']);
			expect(payload.event).toBe(event);
			const bytes = fixtureBytes(`autoresponder/${event.replaceAll('.', '-')}.json`);
			expect(JSON.parse(String(bytes))).toEqual(payload);
		}
	});

	it('happen when told', () => {
		const payload = freshAutoresponderPayload('feedback.received', Date.UTC(2026, 0, 2));
		expect(payload).toMatchObject({
			event: 'feedback.received',
			timestamp: '2026-01-02T00:00:00.000Z',
		});
	});
});
