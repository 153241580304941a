import { findSender } from '../../../nodes/SignedWebhook/findSender';
import type { TriggerHost } from '../../support/triggerHost';
import { startTrigger } from './setup';

const SIGNATURE = '5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd';

let host: TriggerHost;
beforeEach(async () => (host = await startTrigger({ sender: 'custom' })));
afterEach(async () => await host.close());

const find = async (text?: string) =>
	(await findSender.call(host.loadOptionsContext(), text)).results;

const STRIPE = [
	'POST /webhook HTTP/1.1',
	'Content-Type: application/json',
	`Stripe-Signature: t=1492774577,v1=${SIGNATURE}`,
	'',
	'{"id":"evt_1","type":"invoice.paid"}',
].join('\n');

describe('the list behind Find the Sender of a Request', () => {
	it.each([
		['lines of a request', STRIPE],
		[
			'JSON',
			JSON.stringify({ headers: { 'stripe-signature': `t=1492774577,v1=${SIGNATURE}` }, body: {} }),
		],
		[
			'curl',
			`curl https://example.com -H 'Stripe-Signature: t=1492774577,v1=${SIGNATURE}' -d '{"id":1}'`,
		],
	])('names the sender of %s', async (_how, text) => {
		const [first] = await find(text);
		expect(first).toMatchObject({ name: 'Stripe: Stripe-Signature fits', value: 'stripe' });
	});

	it('never repeats what was pasted', async () => {
		expect(JSON.stringify(await find(STRIPE))).not.toContain(SIGNATURE.slice(0, 8));
		expect(JSON.stringify(host.database)).not.toContain(SIGNATURE.slice(0, 8));
	});

	it.each([
		[undefined, 'Paste a request'],
		['', 'Paste a request'],
		['stripe', 'This is no request'],
		['Content-Type: application/json\n\n{}', 'No known sender'],
	])('says what to do with %j', async (text, message) => {
		const results = await find(text);
		expect(results).toEqual([{ name: expect.stringContaining(message), value: '' }]);
	});

	it('shows no more than 20 senders that sign alike', async () => {
		const found = await find(`X-Signature: ${SIGNATURE}\n\n{}`);
		expect(found.length).toBeGreaterThan(1);
		expect(found.length).toBeLessThanOrEqual(20);
	});
});
