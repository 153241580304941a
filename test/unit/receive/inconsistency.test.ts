import { createHmac } from 'node:crypto';

import type { INodeType, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod';

import { textAt } from '../../../nodes/shared/lib/json';
import { triggerBasics } from '../../../nodes/shared/receive/description';
import { receive } from '../../../nodes/shared/receive/receive';
import type { WebhookSource } from '../../../nodes/shared/receive/source';
import { webhookSignature } from '../../../nodes/shared/signature/schemes';
import { TriggerHost } from '../../support/triggerHost';

const SECRET = 'a-secret-of-the-sender';

/** Signs, sends the event in a header as well, and wants every event but `unwanted` and no old ones. */
const sender: WebhookSource = {
	defaults: { maxBodyKb: 1, toleranceSeconds: 60 },
	schema: z.object({ event: z.string() }).passthrough(),
	authentication: async () => ({ signature: { schemes: [webhookSignature], secrets: [SECRET] } }),
	inconsistency: ({ event }, { headers }) =>
		headers['x-event'] === event ? undefined : 'The header X-Event is about something else',
	eventType: ({ event }) => String(event),
	ignoreReason: (_context, { event }) => (event === 'unwanted' ? 'unwanted' : undefined),
	occurredAtMs: ({ body }) => (textAt(body, 'event') === 'old' ? 0 : Date.now()),
};

const nodeType: INodeType = {
	description: {
		...triggerBasics,
		displayName: 'Trigger',
		name: 'trigger',
		description: '',
		defaults: {},
		properties: [],
	},
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, sender);
	},
};

let host: TriggerHost;
beforeAll(async () => (host = await TriggerHost.start({ nodeType, parameters: {} })));
afterAll(async () => await host.close());
beforeEach(() => host.executions.splice(0));

/** Sends a signed event whose header names `header`. */
async function send(body: object, header: string, secret = SECRET) {
	const raw = JSON.stringify(body);
	const signature = createHmac('sha256', secret).update(raw).digest('hex');
	return await host.post(raw, { 'X-Webhook-Signature': signature, 'X-Event': header });
}

describe('a sender that sends a fact twice', () => {
	it('is believed when both agree', async () => {
		expect(await send({ event: 'a' }, 'a')).toMatchObject({ status: 200 });
		expect(host.executions).toHaveLength(1);
	});

	it('is refused with 400 and the reason when they do not', async () => {
		expect(await send({ event: 'b' }, 'a')).toMatchObject({
			status: 400,
			body: { error: 'The header X-Event is about something else' },
		});
		expect(host.executions).toEqual([]);
	});

	it('may send the event again as it should have been', async () => {
		expect(await send({ event: 'c' }, 'a')).toMatchObject({ status: 400 });
		expect(await send({ event: 'c' }, 'c')).toMatchObject({ body: { received: true } });
		expect(host.executions).toHaveLength(1);
	});

	it.each([
		['is asked only after its signature was found good', { event: 'd' }, 'wrong', 401],
		['is not asked about a payload that is not as documented', { other: 1 }, SECRET, 200],
		['is asked before it matters whether the event is wanted', { event: 'unwanted' }, SECRET, 400],
		['is asked before it matters how old the event is', { event: 'old' }, SECRET, 400],
	])('%s', async (_when, body, secret, status) => {
		const answer = await send(body, 'something else', secret);
		expect(answer.status).toBe(status);
		if (status === 400) expect(answer.body).toEqual({ error: expect.stringContaining('X-Event') });
	});
});
