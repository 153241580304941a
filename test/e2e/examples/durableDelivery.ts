import { startSink } from '../../simulators';
import { itemsOf } from '../../support/executions';
import { until } from '../../support/poll';
import type { Stage } from '../stage';
import { sendStandard, verified, WHSEC } from './standardWebhooks';

/** One event is delivered after a wait in the database, one is refused for good and ends as a dead letter. */
export async function durableDelivery(stage: Stage): Promise<void> {
	const partner = stage.keep(await startSink());
	const { slack, credential } = await stage.slackChannel();
	const secret = await stage.credential('webhookSigningSecretApi', { secret: WHSEC });
	const example = await stage.open('durable-delivery', {
		'Event Comes In, Credential': secret,
		'Deliver, Credential': secret,
		'Deliver, URL': (await stage.overHttps(partner)).of(partner.url),
		'Tell About Dead Letter, Credential': credential,
	});
	const url = example.productionUrl('Event Comes In');
	const paid = { type: 'invoice.paid', timestamp: new Date().toISOString(), data: { id: 1 } };
	const voided = { ...paid, type: 'invoice.voided' };

	partner.answerNext({ status: 500 });
	await sendStandard(url, 'msg_paid', paid);
	await until(async () => (await stage.rest.executions(example.id))[0]?.status === 'waiting', {
		what: 'the delivery to wait',
	});
	partner.answerNext({ status: 410, body: 'gone for good' });
	await sendStandard(url, 'msg_voided', voided);
	const [deadLetter] = await stage.posted(slack, 1);
	const executions = await example.ran(2, 110_000);

	expect(deadLetter).toContain('Not delivered: message msg_voided, attempts 1.');
	const [first, refused, second] = partner.requests;
	expect(partner.requests.map(({ status }) => status)).toEqual([500, 410, 200]);
	expect([first, second].map((request) => request && verified(request))).toEqual([paid, paid]);
	expect(refused && verified(refused)).toEqual(voided);
	expect(first?.headers['webhook-id']).toBe('msg_paid');
	expect(second?.headers['webhook-id']).toBe('msg_paid');
	expect(second!.body).toEqual(first!.body);
	expect(second!.at - first!.at).toBeGreaterThanOrEqual(75_000);
	expect(itemsOf(executions[0]!, 'Delivered')).toEqual([
		expect.objectContaining({
			delivery: expect.objectContaining({ status: 'delivered', messageId: 'msg_paid' }) as object,
		}),
	]);
	expect(JSON.stringify(executions)).not.toContain(WHSEC.slice(6));
}
