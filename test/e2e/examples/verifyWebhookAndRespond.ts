import { itemsOf } from '../../support/executions';
import type { Stage } from '../stage';
import { sendStandard, WHSEC } from './standardWebhooks';

/** n8n's own Webhook node, checked: 200 when the work is done, 401 for a forgery, and a copy dropped. */
export async function verifyWebhookAndRespond(stage: Stage): Promise<void> {
	const example = await stage.open('verify-webhook-and-respond', {
		'Verify Webhook, Credential': await stage.credential('webhookSigningSecretApi', {
			secret: WHSEC,
		}),
	});
	const url = example.webhookUrl('Webhook');
	const event = { type: 'invoice.paid', timestamp: new Date().toISOString(), data: { id: 1 } };
	const forged = `whsec_${Buffer.from('what a forger guessed').toString('base64')}`;

	const refused = await sendStandard(url, 'msg_1', event, forged);
	expect(refused).toEqual({
		status: 401,
		body: expect.stringContaining('"error":"The signature does not match') as string,
	});
	expect(await sendStandard(url, 'msg_1', event)).toEqual({
		status: 200,
		body: '{"received":true}',
	});
	expect(await sendStandard(url, 'msg_1', event)).toEqual({
		status: 200,
		body: '{"received":true,"duplicate":true}',
	});

	const [refusal, taken, copy] = await example.ran(3);
	expect(itemsOf(refusal!, 'Your Steps')).toEqual([]);
	expect(itemsOf(refusal!, 'Refuse')).toMatchObject([{ reason: 'signatureWrong' }]);
	expect(itemsOf(taken!, 'Your Steps')).toMatchObject([{ ...event, delivery: { id: 'msg_1' } }]);
	expect(itemsOf(copy!, 'Your Steps')).toEqual([]);
	expect(itemsOf(copy!, 'Answer')).toMatchObject([{ reason: 'duplicate' }]);
}
