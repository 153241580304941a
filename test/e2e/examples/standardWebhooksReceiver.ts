import { itemsOf } from '../../support/executions';
import type { Stage } from '../stage';
import { sendStandard, WHSEC } from './standardWebhooks';

/** Events by Standard Webhooks: checked, once, and sorted by their type. */
export async function standardWebhooksReceiver(stage: Stage): Promise<void> {
	const example = await stage.open('standard-webhooks-receiver', {
		'Signed Webhook Trigger, Credential': await stage.credential('webhookSigningSecretApi', {
			secret: WHSEC,
		}),
	});
	const url = example.productionUrl('Signed Webhook Trigger');
	const event = { type: 'invoice.paid', timestamp: new Date().toISOString(), data: { id: 1 } };
	const forged = `whsec_${Buffer.from('what a forger guessed').toString('base64')}`;

	expect(await sendStandard(url, 'msg_1', event, forged)).toMatchObject({ status: 401 });
	expect(await sendStandard(url, 'msg_1', event)).toMatchObject({ body: '{"received":true}' });
	expect(await sendStandard(url, 'msg_1', event)).toMatchObject({
		body: '{"received":true,"duplicate":true}',
	});
	await sendStandard(url, 'msg_2', { ...event, type: 'invoice.sent' });

	const [paid, other] = await example.ran(2);
	expect(itemsOf(paid!, 'Unpack')).toEqual([
		{ id: 'msg_1', type: 'invoice.paid', happenedAt: event.timestamp, data: { id: 1 } },
	]);
	expect(itemsOf(paid!, 'Paid')).toHaveLength(1);
	expect(itemsOf(other!, 'Anything Else')).toHaveLength(1);
}
