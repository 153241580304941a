import { createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { ManualClock, startSink, type SinkSimulator } from '../../simulators';
import { run, SECRET } from './setup';

let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => await sink.close());

const attemptsOf = (item?: { json: IDataObject }) =>
	(item?.json.delivery as { attempts: IDataObject[] }).attempts;
const waitsOf = (item?: { json: IDataObject }) => attemptsOf(item).map(({ waitMs }) => waitMs);

describe('retries', () => {
	it('send the same bytes under the same id, with backoff and Retry-After', async () => {
		sink.answerNext(
			{ status: 500, body: 'oops' },
			{ status: 503, headers: { 'retry-after': '7' } },
		);
		const [item] = await run(sink, { items: [{ json: { n: 1 } }] });

		expect(item?.json).toMatchObject({
			delivery: { status: 'delivered', statusCode: 200 },
			response: { body: { received: true } },
		});
		expect(attemptsOf(item)).toEqual([
			{
				number: 1,
				startedAt: '2026-01-01T00:00:00.000Z',
				durationMs: 0,
				statusCode: 500,
				waitMs: 500,
				waitReason: 'Exponential backoff: drawn from 0 to 1 s',
			},
			{
				number: 2,
				startedAt: '2026-01-01T00:00:00.500Z',
				durationMs: 0,
				statusCode: 503,
				waitMs: 7000,
				waitReason: "The receiver's Retry-After: 7 s",
			},
			{ number: 3, startedAt: '2026-01-01T00:00:07.500Z', durationMs: 0, statusCode: 200 },
		]);
		expect(sink.requests).toHaveLength(3);
		expect(new Set(sink.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
		expect(new Set(sink.requests.map(({ body }) => body.toString()))).toEqual(new Set(['{"n":1}']));
	});

	it('sign afresh where the signature has a timestamp', async () => {
		sink.answerNext({ status: 500, times: 2 });
		await run(sink, {
			parameters: {
				signature: 'custom',
				signedContent: 'idTimestampBody',
				retries: 'custom',
				waits: '1, 60',
			},
		});
		const seen = sink.requests.map(({ headers, body }) => {
			const time = String(headers['webhook-timestamp']);
			const content = `${headers['webhook-id']}.${time}.${body.toString()}`;
			const digest = createHmac('sha256', SECRET).update(content).digest('hex');
			expect(headers['x-signature']).toBe(digest);
			return Number(time);
		});
		expect(seen).toEqual([1767225600, 1767225601, 1767225661]);
	});

	it.each([
		['conversation', [4000, 8000, 10_000]],
		['openWork', [60_000, 300_000, 1_800_000, 7_200_000]],
		['missive', [15_000, 30_000, 60_000, 120_000, 240_000]],
	])('follow the schedule of %s', async (retries, waits) => {
		sink.answerNext({ status: 500, times: waits.length });
		const [item] = await run(sink, { parameters: { retries } });
		expect(waitsOf(item)).toEqual([...waits, undefined]);
	});

	it('are as many and as long as entered', async () => {
		sink.answerNext({ status: 500, times: 3 });
		const [item] = await run(sink, {
			parameters: {
				retryOptions: { maxAttempts: 4, firstWaitSeconds: 10, maxWaitSeconds: 15 },
			},
			random: () => 0.9999999,
		});
		expect(waitsOf(item)).toEqual([10_000, 15_000, 15_000, undefined]);
	});

	it('follow a dropped connection', async () => {
		sink.answerNext({ drop: true });
		const [item] = await run(sink);
		expect(attemptsOf(item)[0]).toMatchObject({ error: expect.stringMatching(/hang up|reset/i) });
		expect(sink.requests).toHaveLength(2);
	});

	it('follow a timeout', async () => {
		sink.answerNext({ delayMs: Infinity });
		const signals: AbortController[] = [];
		const running = run(sink, {
			parameters: { options: { timeoutSeconds: 3 } },
			timeoutSignal: (ms) => {
				expect(ms).toBe(3000);
				const controller = new AbortController();
				signals.push(controller);
				return controller.signal;
			},
		});
		await sink.waitForRequests(1);
		signals[0]?.abort();
		const [item] = await running;
		expect(attemptsOf(item)[0]).toMatchObject({ error: 'No answer within 3 s' });
		expect(item?.json.delivery).toMatchObject({ status: 'delivered' });
	});

	it('can be limited to some status codes, or widened to all', async () => {
		sink.answerNext({ status: 418 }, { status: 418 });
		const [item] = await run(sink, {
			parameters: { retryOptions: { statusCodes: '4xx' } },
		});
		expect(attemptsOf(item)).toHaveLength(3);
		sink.answerNext({ status: 404 });
		const [other] = await run(sink, { parameters: { retryOptions: { retryOn: 'allNon2xx' } } });
		expect(attemptsOf(other)).toHaveLength(2);
	});
});

describe('many items', () => {
	const items = Array.from({ length: 12 }, (_, n) => ({ json: { n } }));
	const numbers = () =>
		sink.requests.map(({ body }) => (JSON.parse(body.toString()) as { n: number }).n);

	it('go out in their order, and come back in it', async () => {
		const results = await run(sink, { items, parameters: { options: { maxConcurrent: 1 } } });
		expect(numbers()).toEqual(items.map(({ json }) => json.n));
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	it('never are more at once than allowed', async () => {
		sink.answerNext({ delayMs: Infinity, times: Infinity });
		const stop = new AbortController();
		const running = run(sink, {
			items,
			signal: stop.signal,
			parameters: { options: { maxConcurrent: 3 } },
		});
		await sink.waitForRequests(3);
		stop.abort();
		await expect(running).rejects.toThrow('The execution was stopped');
		expect(numbers().sort()).toEqual([0, 1, 2]);
	});

	it('are no more in any minute than allowed, retries included', async () => {
		const clock = new ManualClock(0, { auto: true });
		sink.answerNext({ status: 500, match: () => sink.requests.length === 3 });
		const results = await run(sink, {
			items: items.slice(0, 6),
			clock,
			parameters: {
				retries: 'custom',
				waits: '1',
				options: { maxPerMinute: 2, maxConcurrent: 1 },
			},
		});
		const starts = results.flatMap((item) =>
			attemptsOf(item).map(({ startedAt }) => Date.parse(String(startedAt))),
		);
		expect(starts).toEqual([0, 0, 60_000, 61_000, 120_000, 121_000, 180_000]);
	});
});

describe('items for several hosts', () => {
	let other: SinkSimulator;
	beforeEach(async () => (other = await startSink()));
	afterEach(async () => await other.close());
	const numbersOf = ({ requests }: SinkSimulator) =>
		requests.map(({ body }) => (JSON.parse(body.toString()) as { n: number }).n);

	it.each([1, 10])(
		'do not wait for the limit of another host, %i at once, and keep their order',
		async (maxConcurrent) => {
			const clock = new ManualClock(0);
			const hosts = [sink, sink, sink, other, sink, other, other];
			const running = run(sink, {
				items: hosts.map(({ url }, n) => ({ json: { n, url } })),
				clock,
				parameters: {
					url: '={{ $json.url }}',
					options: { maxConcurrent, maxPerMinute: '={{ $json.n < 3 || $json.n === 4 ? 1 : 9 }}' },
				},
			});
			await other.waitForRequests(3);
			expect(numbersOf(other)).toEqual([3, 5, 6]);
			expect(numbersOf(sink)).toEqual([0]);
			for (let arrived = 2; arrived <= 4; arrived++) {
				await clock.untilSleeping();
				clock.advance(60_000);
				await sink.waitForRequests(arrived);
			}
			const items = await running;
			expect(numbersOf(sink)).toEqual([0, 1, 2, 4]);
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(hosts.map((_, item) => ({ item })));
		},
	);

	it('end the batch in their order, where one cannot be sent', async () => {
		const items = [sink.url, sink.url, 'nowhere', other.url].map((url, n) => ({
			json: { n, url },
		}));
		const running = run(sink, {
			items,
			parameters: { url: '={{ $json.url }}', options: { maxPerMinute: 1 } },
		});
		await expect(running).rejects.toMatchObject({
			message: 'The URL is not valid',
			context: { itemIndex: 2, data: { items: { delivered: [0, 1], failed: [2], notSent: [3] } } },
		});
		expect(other.requests).toEqual([]);
	});

	it('are called off at once when one fails, also those that wait for their turn', async () => {
		const clock = new ManualClock(0);
		other.answerNext({ status: 404 });
		const running = run(sink, {
			items: [sink, sink, other].map(({ url }, n) => ({ json: { n, url } })),
			clock,
			parameters: { url: '={{ $json.url }}', options: { maxPerMinute: 1 } },
		});
		await expect(running).rejects.toMatchObject({
			context: { data: { items: { delivered: [0], failed: [2], notSent: [1] } } },
		});
		expect(clock.now()).toBe(0);
	});
});

describe('stopping the execution', () => {
	it('ends a wait at once', async () => {
		sink.answerNext({ status: 500 });
		const clock = new ManualClock();
		const stop = new AbortController();
		const running = run(sink, {
			clock,
			signal: stop.signal,
			parameters: { retries: 'openWork' },
			onError: 'continueRegularOutput',
		});
		await clock.untilSleeping();
		stop.abort();
		await expect(running).rejects.toThrow(
			'The execution was stopped before all items were delivered',
		);
		expect(sink.requests).toHaveLength(1);
	});

	it('ends a request at once', async () => {
		sink.answerNext({ delayMs: Infinity });
		const stop = new AbortController();
		const running = run(sink, { signal: stop.signal, items: [{ json: {} }, { json: {} }] });
		await sink.waitForRequests(1);
		stop.abort();
		await expect(running).rejects.toThrow(
			'The execution was stopped before all items were delivered',
		);
	});
});
