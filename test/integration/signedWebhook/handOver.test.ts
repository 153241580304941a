import { randomBytes } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { hookSignature } from '../../simulators';
import {
	START,
	clock,
	deliveryOf,
	handOver,
	sink,
	stored,
	waitFor,
	waitingItem,
} from './handOverSetup';
import { run, SECRET } from './setup';

describe('an item whose next wait is long', () => {
	it('leaves through Retry Later, with what is needed to go on', async () => {
		sink.answerNext({ status: 503, times: 2 });
		const { delivered, waiting, failed } = await handOver([{ json: { greeting: 'Grüße' } }]);
		expect([delivered, failed]).toEqual([[], []]);
		expect(waiting).toEqual([
			{
				json: {
					greeting: 'Grüße',
					delivery: {
						messageId: sink.requests[0]?.headers['webhook-id'],
						url: `${sink.url}/hook`,
						status: 'waiting',
						statusCode: 503,
						attempts: [
							expect.objectContaining({ number: 1, statusCode: 503, waitMs: 60_000 }),
							expect.objectContaining({ number: 2, statusCode: 503, waitMs: 300_000 }),
						],
						nextAttemptAt: new Date(START + 360_000).toISOString(),
						retryState: expect.stringMatching(/^v1\./),
					},
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(sink.requests).toHaveLength(2);
	});

	it('goes on where it stood: same id, same bytes, the rest of the schedule', async () => {
		const first = await waitingItem({ json: { greeting: 'Grüße' } });
		waitFor(first);
		sink.answerNext({ status: 500 });
		const second = (await handOver([first])).waiting;
		expect(deliveryOf(second[0])).toMatchObject({
			attempts: [{ number: 1 }, { number: 2 }, { number: 3, waitMs: 600_000 }],
			nextAttemptAt: new Date(START + 960_000).toISOString(),
		});

		waitFor(second[0]);
		const { delivered, waiting, failed } = await handOver(stored(second));
		expect([waiting, failed]).toEqual([[], []]);
		expect(delivered).toEqual([
			{
				json: {
					delivery: {
						messageId: sink.requests[0]?.headers['webhook-id'],
						url: `${sink.url}/hook`,
						status: 'delivered',
						statusCode: 200,
						attempts: [1, 2, 3, 4].map((number) => expect.objectContaining({ number })),
					},
					response: expect.objectContaining({ statusCode: 200 }),
				},
				pairedItem: { item: 0 },
			},
		]);

		expect(sink.requests).toHaveLength(4);
		for (const { headers, body } of sink.requests) {
			expect(body.toString()).toBe('{"greeting":"Grüße"}');
			expect(headers['webhook-id']).toBe(sink.requests[0]?.headers['webhook-id']);
			expect(headers['content-type']).toBe('application/json');
			expect(headers['x-hook-signature']).toBe(hookSignature(SECRET, body));
		}
	});

	it('leaves through Failed when its schedule is used up', async () => {
		sink.answerNext({ status: 503, body: 'Closed for the holidays', times: Infinity });
		let items: INodeExecutionData[] = [{ json: { n: 1, delivery: { eventType: 'a' } } }];
		for (let pass = 0; pass < 2; pass++) {
			items = stored((await handOver(items)).waiting);
			waitFor(items[0]);
		}
		const { delivered, waiting, failed } = await handOver(items);
		expect([delivered, waiting]).toEqual([[], []]);
		expect(failed).toEqual([
			{
				json: {
					n: 1,
					delivery: {
						eventType: 'a',
						messageId: sink.requests[0]?.headers['webhook-id'],
						url: `${sink.url}/hook`,
						status: 'failed',
						reason: 'All retries are used up',
						statusCode: 503,
						attempts: [1, 2, 3, 4].map((number) => expect.objectContaining({ number })),
					},
					response: expect.objectContaining({ body: 'Closed for the holidays' }),
					error: expect.stringMatching(/^The receiver has a problem of its own/),
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(sink.requests).toHaveLength(4);
	});

	it('keeps to its total time limit across waits, and can end in one', async () => {
		const parameters = { retryOptions: { totalSeconds: 400 } };
		const item = await waitingItem(undefined, { parameters });
		clock.advance(500_000);
		const { failed } = await handOver([item], { parameters });
		expect(deliveryOf(failed[0])).toMatchObject({
			reason: 'The total time limit of 400 s has passed',
			attempts: [{ number: 1 }, { number: 2 }],
		});
		expect(sink.requests).toHaveLength(2);

		const other = await waitingItem(undefined, { parameters });
		waitFor(other);
		sink.answerNext({ status: 503 });
		const end = await handOver([other], { parameters });
		expect(deliveryOf(end.failed[0])).toMatchObject({
			reason: 'The next wait of 600 s would pass the total time limit of 400 s',
			attempts: [{ number: 1 }, { number: 2 }, { number: 3 }],
		});
	});

	it('waits here, when it comes back too early or the wait is not longer than the limit', async () => {
		const item = await waitingItem();
		clock.advance(250_000);
		const { delivered } = await handOver([item]);
		expect(deliveryOf(delivered[0])).toMatchObject({ status: 'delivered' });
		expect(clock.now()).toBe(START + 360_000);

		sink.answerNext({ status: 503, times: 2 });
		const all = await handOver([{ json: {} }], {
			parameters: { waits: '600, 600, 601', retryOptions: { longWaitSeconds: 600 } },
		});
		expect(all.delivered).toHaveLength(1);
	});

	it('comes with Exponential Backoff too, which then takes hours', async () => {
		sink.answerNext({ status: 503, times: Infinity });
		let items: INodeExecutionData[] = [{ json: {} }];
		let failed: INodeExecutionData[] = [];
		let left = 0;
		while (failed.length === 0) {
			const parameters = { retries: 'exponential' };
			const outputs = await handOver(items, { parameters, random: () => 0.999_999 });
			failed = outputs.failed;
			items = stored(outputs.waiting);
			if (items.length === 0) continue;
			left++;
			waitFor(items[0]);
		}
		expect(sink.requests).toHaveLength(10);
		// The first wait is drawn from less than a minute, and spent in the node.
		expect(left).toBe(8);
		expect(Math.round((clock.now() - START) / 60_000)).toBe(1 + 2 + 4 + 8 + 16 + 32 + 60 * 3);
	});

	it('leaves again, unchanged, when it comes back much too early', async () => {
		const item = await waitingItem();
		const { waiting } = await handOver([item]);
		expect(waiting).toEqual([item]);
		expect(sink.requests).toHaveLength(2);
	});

	it.each(['mine', 7, null, ['a']])('has had %j under delivery, which gives way', async (own) => {
		const item = await waitingItem({ json: { delivery: own } as IDataObject });
		expect(sink.requests[0]?.body.toString()).toBe(JSON.stringify({ delivery: own }));
		expect(Object.keys(deliveryOf(item)).sort()).toEqual([
			'attempts',
			'messageId',
			'nextAttemptAt',
			'retryState',
			'status',
			'statusCode',
			'url',
		]);
	});

	it('waits for longer than planned where the receiver asks for it', async () => {
		sink.answerNext({ status: 429, headers: { 'retry-after': '3600' } });
		const parameters = { retryOptions: { retryAfterCapSeconds: 7200 } };
		const { waiting } = await handOver([{ json: {} }], { parameters });
		expect(deliveryOf(waiting[0]).nextAttemptAt).toBe(new Date(START + 3_600_000).toISOString());
	});
});

describe('what an item brings back', () => {
	it('is the id and the bytes that it left with, whatever the fields now say', async () => {
		const parameters = {
			payload: 'json',
			jsonBody: '={{ { at: $json.n, now: $now.toMillis(), id: $json.delivery.id } }}',
			url: `={{ "${sink.url}/" + $json.delivery.eventType }}`,
			options: {
				contentType: '={{ $json.type }}',
				eventType: '={{ $json.delivery.eventType }}',
				messageId: '={{ "order-" + $json.n }}',
			},
		};
		const own = { id: 'evt-1', eventType: 'ticket.created' };
		const json = { n: 1, type: 'application/vnd.a+json', delivery: own };
		const item = await waitingItem({ json }, { parameters });
		expect(item.json).toMatchObject(json);

		waitFor(item);
		await handOver([{ ...item, json: { ...item.json, n: 2 } }], { parameters });
		const [first, , third] = sink.requests;
		expect(third?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
		expect(third?.path).toBe('/ticket.created');
		expect(third?.headers).toMatchObject({
			'webhook-id': 'order-1',
			'x-webhook-event': 'ticket.created',
			'content-type': 'application/vnd.a+json',
		});
	});

	it('can be a file, which stays with the item', async () => {
		const bytes = randomBytes(100_000);
		const binary = {
			photo: { data: bytes.toString('base64'), mimeType: 'image/png', fileName: 'a.png' },
		};
		const parameters = {
			payload: 'binary',
			binaryPropertyName: 'photo',
			options: {
				headers: { header: [{ name: 'X-File', value: '={{ $binary.photo.fileName }}' }] },
			},
		};
		const item = await waitingItem({ json: {}, binary }, { parameters });
		expect(item.binary).toEqual(binary);
		waitFor(item);
		const { delivered } = await handOver([item], { parameters });
		expect(delivered).toHaveLength(1);
		const last = sink.requests.at(-1);
		expect(last?.body.equals(bytes)).toBe(true);
		expect(last?.headers).toMatchObject({ 'content-type': 'image/png', 'x-file': 'a.png' });
	});

	it('does without the file, should a node on its way have dropped it', async () => {
		const binary = { photo: { data: 'AAEC', mimeType: 'image/png' } };
		const parameters = { payload: 'binary', binaryPropertyName: 'photo' };
		const { json } = await waitingItem({ json: {}, binary }, { parameters });
		waitFor({ json });
		const { delivered } = await handOver([{ json }], { parameters });
		expect(delivered).toHaveLength(1);
		expect([...(sink.requests.at(-1)?.body ?? [])]).toEqual([0, 1, 2]);
	});

	it('is signed anew, with the secret of today, where the secret was replaced meanwhile', async () => {
		const item = await waitingItem(undefined, { secret: 'the-one-before' });
		waitFor(item);
		const { delivered } = await handOver([item]);
		expect(delivered).toHaveLength(1);
		const last = sink.requests.at(-1);
		expect(last?.headers['x-hook-signature']).toBe(
			hookSignature(SECRET, last?.body ?? Buffer.alloc(0)),
		);
	});

	it('is gone on with in the node, where the user has set Long Waits back', async () => {
		const item = await waitingItem();
		waitFor(item);
		sink.answerNext({ status: 503 });
		const [delivered] = await run(sink, {
			items: [item],
			clock,
			parameters: { retries: 'custom', waits: '60, 300, 600' },
		});
		expect(deliveryOf(delivered)).toMatchObject({
			status: 'delivered',
			attempts: [{ number: 1 }, { number: 2 }, { number: 3, waitMs: 600_000 }, { number: 4 }],
		});
		expect(new Set(sink.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
	});

	it('holds no secret', async () => {
		const url = `${sink.url.replace('://', '://jo:pass-word@')}/?token=token-of-the-url`;
		const headers = { header: [{ name: 'X-Api-Key', value: 'an-api-key' }] };
		const { json } = await waitingItem(undefined, { parameters: { url, headers } });
		const state = String(deliveryOf({ json }).retryState);
		const readable = state.split('.').map((part) => Buffer.from(part, 'base64url').toString());
		const signature = String(sink.requests[0]?.headers['x-hook-signature']);
		for (const secret of [
			...[SECRET, 'the-one-before', 'pass-word', 'token-of-the-url', 'an-api-key'],
			...[signature, signature.slice('sha256='.length)],
		]) {
			expect([JSON.stringify(json), ...readable].join('\n')).not.toContain(secret);
		}
	});
});
