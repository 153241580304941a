import { autoresponderPayload, missivePayload, openWorkDelivery } from '../../fixtures';
import { type SinkSimulator, type SlackSimulator, startSink, startSlack } from '../../simulators';
import { run as send } from '../signedWebhook/setup';
import { jumpingClock, run as notify } from '../slackNotification/setup';
import { hookItem, verify } from '../verifyWebhook/setup';
import { misfits } from './check';

describe('what Signed Webhook gives is what is shown before', () => {
	let sink: SinkSimulator;
	beforeEach(async () => (sink = await startSink()));
	afterEach(async () => await sink.close());

	it('at once', async () => {
		const items = await send(sink, { items: [{ json: { id: 1 } }] });
		expect(misfits('SignedWebhook', '', items)).toEqual([]);
	});

	it('after a retry', async () => {
		sink.failNext({ status: 503 });
		const items = await send(sink, { items: [{ json: { id: 1 } }] });
		expect(items[0]?.json.delivery).toMatchObject({ attempts: [{ number: 1 }, { number: 2 }] });
		expect(misfits('SignedWebhook', '', items)).toEqual([]);
	});
});

describe('what Verify Webhook gives is what is shown before', () => {
	it('of an event', async () => {
		const { verified } = await verify([hookItem({ order: 7 })]);
		expect(misfits('VerifyWebhook', '', verified)).toEqual([]);
	});

	it('of an event with all that can be said about it', async () => {
		const options = { dropCopies: 'confirmed', includeRequest: true };
		const items = [hookItem({ order: 7 }, { 'x-request-id': 'r1' })];
		const parameters = { sender: 'hookSignature', options };
		const { verified } = await verify(items, { parameters, mode: 'manual' });
		expect(misfits('VerifyWebhook', '', verified)).toEqual([]);
	});
});

describe('what Slack Notification gives is what is shown before', () => {
	let slack: SlackSimulator;
	const clock = jumpingClock();
	beforeEach(async () => (slack = await startSlack({ clock })));
	afterEach(async () => await slack.close());

	const items = [
		openWorkDelivery('app:health_warning'),
		openWorkDelivery('message:received'),
		autoresponderPayload('ticket.created'),
		missivePayload('label_change'),
		{ any: 'thing' },
		// Too long for a link.
		{ any: 'ü'.repeat(20_000) },
	].map((json) => ({ json: { ...json } as never }));

	it('message/preview', async () => {
		const parameters = { resource: 'message', operation: 'preview' };
		expect(
			misfits('SlackNotification', 'message/preview', await notify({ items, parameters })),
		).toEqual([]);
	});

	it('message/send', async () => {
		const webhookUrl = slack.addHook('#alerts');
		const parameters = { resource: 'message', operation: 'send' };
		const sent = await notify({ webhookUrl, clock, items, parameters });
		expect(misfits('SlackNotification', 'message/send', sent)).toEqual([]);
	});
});
