/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setImmediate as nextTurn } from 'node:timers/promises';

import { ManualClock, startSink, type SinkSimulator } from '../../simulators';
import { run, runOutputs } from './setup';

let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => await sink.close());

const items = [
	{ json: { key: 'a', n: 1 } },
	{ json: { key: 'a', n: 2 } },
	{ json: { key: 'b', n: 3 } },
	{ json: { key: 'a', n: 4 } },
	{ json: { key: 'b', n: 5 } },
];
const options = { orderKey: '={{ $json.key }}' };
const sent = () =>
	sink.requests.map(({ body }) => (JSON.parse(body.toString()) as { n: number }).n);

describe('items in order', () => {
	it('wait for the retries of the one before them, and others go on', async () => {
		sink.answerNext({ status: 503 });
		const parameters = { retries: 'custom', waits: '30', options };
		const clock = new ManualClock();
		const running = run(sink, { items, parameters, clock });
		while (sink.requests.length < 3 || clock.sleeping === 0) {
			await nextTurn();
		}
		// Those of the other key did not wait.
		expect(sent()).toEqual([1, 3, 5]);
		await clock.advance(30_000);
		const out = await running;
		const ofA = sent().filter((n) => [1, 2, 4].includes(n));
		expect(ofA).toEqual([1, 1, 2, 4]);
		expect(sent().filter((n) => [3, 5].includes(n))).toEqual([3, 5]);
		expect(out.map(({ json }) => json.delivery)).toEqual(
			items.map(() => expect.objectContaining({ status: 'delivered' })),
		);
	});

	it('start though the one before has failed for good', async () => {
		sink.answerNext({ status: 404 });
		const parameters = { retries: 'none', options };
		await run(sink, { items, parameters, onError: 'continueRegularOutput' });
		expect(sent().filter((n) => [1, 2, 4].includes(n))).toEqual([1, 2, 4]);
	});

	it('leave behind one that leaves for a wait, and come back in the same order', async () => {
		const clock = new ManualClock(undefined, { auto: true });
		sink.answerNext({ status: 503 });
		const parameters = { retries: 'custom', waits: '300', longWaits: 'handOver', options };
		const [delivered, waiting = []] = await runOutputs(sink, { items, parameters, clock });
		expect(delivered?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }, { item: 4 }]);
		expect(waiting.map(({ json }) => json.n)).toEqual([1, 2, 4]);
		expect(waiting[1]?.json.delivery).toMatchObject({ status: 'waiting', attempts: [] });

		await clock.advance(300_000);
		const [back] = await runOutputs(sink, {
			items: waiting.map(({ json }) => ({ json })),
			parameters,
			clock,
		});
		expect(back).toHaveLength(3);
		expect(sent().filter((n) => [1, 2, 4].includes(n))).toEqual([1, 1, 2, 4]);
	});
});
