import { createHmac } from 'node:crypto';

import { startSink, type SinkSimulator } from '../../simulators';
import { run, SECRET } from './setup';

let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => await sink.close());

describe('the Signed Webhook node', () => {
	it('signs and sends an item with its defaults', async () => {
		const items = await run(sink, { items: [{ json: { greeting: 'Grüße' } }] });
		const [request] = sink.requests;
		const digest = createHmac('sha256', SECRET)
			.update(request?.body ?? '')
			.digest('hex');
		expect(request).toMatchObject({ method: 'POST', path: '/hook' });
		expect(request?.body.toString()).toBe('{"greeting":"Grüße"}');
		expect(request?.headers).toMatchObject({
			'content-type': 'application/json',
			'x-hook-signature': `sha256=${digest}`,
		});
		expect(items).toEqual([
			{
				json: {
					delivery: {
						messageId: request?.headers['webhook-id'],
						url: `${sink.url}/hook`,
						status: 'delivered',
						statusCode: 200,
						attempts: [
							{ number: 1, startedAt: '2026-01-01T00:00:00.000Z', durationMs: 0, statusCode: 200 },
						],
					},
					response: {
						statusCode: 200,
						headers: expect.objectContaining({ 'content-type': 'application/json' }),
						body: { received: true },
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});
