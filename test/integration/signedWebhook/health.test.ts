import {
	type ManualClock as Clock,
	ManualClock,
	startSink,
	type SinkSimulator,
} from '../../simulators';
import { EndpointHealth } from '../../../nodes/shared/deliver/health';
import { run, runOutputs } from './setup';

let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => await sink.close());

const items = (count: number) => Array.from({ length: count }, (_, n) => ({ json: { n } }));
const pause = { failures: 3, withinMinutes: 10, pauseMinutes: 5 };
const newClock = (): Clock => new ManualClock(undefined, { auto: true });

const settings = (more: object = {}) => ({
	retries: 'none',
	...more,
	options: { maxConcurrent: 1, endpointHealth: { pause } },
});

describe('an endpoint that keeps failing', () => {
	it('is sent no more, and the items say why', async () => {
		sink.answerAlways({ status: 503 });
		const out = await run(sink, {
			items: items(6),
			parameters: settings(),
			onError: 'continueRegularOutput',
		});
		expect(sink.requests).toHaveLength(3);
		const errors = out.map(({ json }) => String(json.error));
		expect(errors.slice(0, 3).every((text) => text.includes('status 503'))).toBe(true);
		for (const text of errors.slice(3)) {
			expect(text).toMatch(/^Not sent: the endpoint has failed too often and is paused until 2026/);
		}
	});

	it('is sent no more by another execution, and gets a single request when the pause is over', async () => {
		const clock = newClock();
		const health = new EndpointHealth(() => clock.now());
		const shared = {
			clock,
			health,
			parameters: settings(),
			onError: 'continueRegularOutput',
		} as const;
		sink.answerAlways({ status: 503 });
		await run(sink, { ...shared, items: items(3) });
		await run(sink, { ...shared, items: items(2) });
		expect(sink.requests).toHaveLength(3);
		await clock.advance(300_000);
		await run(sink, { ...shared, items: items(4) });
		expect(sink.requests).toHaveLength(4);
		await clock.advance(300_000);
		sink.answerAlways({ status: 200 });
		const parameters = { ...settings(), options: { maxConcurrent: 4, endpointHealth: { pause } } };
		const out = await run(sink, { ...shared, parameters, items: items(4) });
		expect(out.map(({ json }) => json.delivery)).toEqual(
			Array.from({ length: 4 }, () => expect.objectContaining({ status: 'delivered' })),
		);
	});

	it('has its items leave through Retry Later until the pause is over', async () => {
		sink.answerAlways({ status: 503 });
		const parameters = settings({ retries: 'custom', waits: '1, 600', longWaits: 'handOver' });
		const [delivered, waiting, failed] = await runOutputs(sink, { items: items(4), parameters });
		expect([delivered, failed]).toEqual([[], []]);
		expect(sink.requests).toHaveLength(3);
		expect(waiting?.at(0)?.json.delivery).toMatchObject({ status: 'waiting' });
		for (const item of waiting ?? []) {
			const { nextAttemptAt } = item.json.delivery as { nextAttemptAt: string };
			expect(Date.parse(nextAttemptAt)).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 1, 0, 5));
		}
	});

	it('is one whose answers are 5xx, 408, 425 or 429, not one that does not want an item', async () => {
		sink.answerAlways({ status: 422 });
		await run(sink, { items: items(6), parameters: settings(), onError: 'continueRegularOutput' });
		expect(sink.requests).toHaveLength(6);
	});
});

describe('an endpoint that is gone', () => {
	it('is sent to no more in this execution', async () => {
		sink.answerAlways({ status: 410 });
		const out = await run(sink, {
			items: items(5),
			parameters: { options: { maxConcurrent: 1 } },
			onError: 'continueRegularOutput',
		});
		expect(sink.requests).toHaveLength(1);
		expect(String(out[0]?.json.error)).toMatch(/removed this address for good/);
		for (const { json } of out.slice(1)) {
			expect(json.error).toMatch(/^Not sent: the endpoint is gone/);
		}
	});
});
