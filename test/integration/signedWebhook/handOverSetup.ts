import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { ManualClock, startSink, type SinkSimulator } from '../../simulators';
import { runOutputs, type RunOptions } from './setup';

export let sink: SinkSimulator;
export let clock: ManualClock;
beforeEach(async () => {
	sink = await startSink();
	clock = new ManualClock(undefined, { auto: true });
});
afterEach(async () => await sink.close());

export const START = Date.UTC(2026, 0, 1);

/** The node with waits of 1, 5 and 10 minutes, of which it hands over the latter two. */
export async function handOver(
	items: INodeExecutionData[],
	{ parameters, ...options }: RunOptions = {},
): Promise<{
	delivered: INodeExecutionData[];
	waiting: INodeExecutionData[];
	failed: INodeExecutionData[];
}> {
	const [delivered = [], waiting = [], failed = [], ...more] = await runOutputs(sink, {
		items,
		clock,
		parameters: { longWaits: 'handOver', retries: 'custom', waits: '60, 300, 600', ...parameters },
		...options,
	});
	expect(more).toEqual([]);
	return { delivered, waiting, failed };
}

export const deliveryOf = (item?: INodeExecutionData) => item?.json.delivery as IDataObject;
export const numbersOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.n);

/** The item as n8n's database gives it back. */
export const stored = (items: INodeExecutionData[]) =>
	JSON.parse(JSON.stringify(items)) as INodeExecutionData[];

/** Lets the time pass until the item's next attempt is due. */
export function waitFor(item?: INodeExecutionData): void {
	const due = Date.parse(String(deliveryOf(item).nextAttemptAt));
	clock.advance(Math.max(0, due - clock.now()));
}

/** An item whose first two attempts have failed, and which now waits for five minutes. */
export async function waitingItem(
	item: INodeExecutionData = { json: { n: 1 } },
	options: RunOptions = {},
): Promise<INodeExecutionData> {
	sink.answerNext({ status: 503, times: 2 });
	const { waiting } = await handOver([item], options);
	const [left] = stored(waiting);
	if (!left) throw new Error('Nothing waits');
	return left;
}
