import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import {
	deliveryOf,
	handOver,
	numbersOf,
	sink,
	stored,
	waitFor,
	waitingItem,
} from './handOverSetup';
import { run, runOutputs, runWithHints } from './setup';

describe('a state that is not good', () => {
	const NOT_OURS = 'The retry state of this item was changed, or is not of this node';
	const withState = ({ json, ...item }: INodeExecutionData, retryState: unknown) => ({
		...item,
		json: { ...json, delivery: { ...(json.delivery as object), retryState } } as IDataObject,
	});

	it.each<[string, (state: string) => unknown]>([
		['was changed', (state) => state.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
		['was cut', (state) => state.slice(0, -1)],
		['is something else', () => ({ messageId: 'mine' })],
		['is empty', () => ''],
	])('because it %s, fails its item, and the others go on', async (_, change) => {
		const item = await waitingItem();
		waitFor(item);
		const bad = withState(item, change(String(deliveryOf(item).retryState)));
		const { delivered, failed } = await handOver([bad, item, { json: { n: 3 } }]);
		expect(delivered.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		expect(failed).toEqual([
			{ ...bad, json: { ...bad.json, error: NOT_OURS }, pairedItem: { item: 0 } },
		]);
		expect(sink.requests).toHaveLength(4);
	});

	it('because it was made with a secret that is not known any more, is refused', async () => {
		const item = await waitingItem(undefined, { secret: 'a-secret-of-long-ago' });
		const { failed } = await handOver([item]);
		expect(failed[0]?.json.error).toBe(NOT_OURS);
	});

	it('because it is of another node, is refused', async () => {
		const item = await waitingItem(undefined, { nodeId: 'another-node' });
		const { failed } = await handOver([item]);
		expect(failed[0]?.json.error).toBe('The retry state of this item belongs to another node');
	});

	it('because the node does not sign, and so made none, is refused', async () => {
		const item = await waitingItem();
		const parameters = { signature: 'none' };
		await expect(run(sink, { items: [item], parameters })).rejects.toThrow(NOT_OURS);
	});

	it('is an error of the node that has one output', async () => {
		const item = await waitingItem(undefined, { nodeId: 'another-node' });
		const failing = run(sink, { items: [item] });
		await expect(failing).rejects.toThrow(NodeOperationError);
		await expect(failing).rejects.toMatchObject({
			message: 'The retry state of this item belongs to another node',
			description: expect.stringMatching(/back into the node that they come from/),
		});
		expect(sink.requests).toHaveLength(2);
	});
});

describe('many items', () => {
	it('leave by what became of them, those that wait in the order of their next attempts', async () => {
		const only = (n: number) => ({
			match: ({ body }: { body: Buffer }) => body.toString() === `{"n":${n}}`,
		});
		sink.answerNext(
			{ status: 429, headers: { 'retry-after': '900' }, ...only(0) },
			{ status: 404, ...only(1) },
			{ status: 429, headers: { 'retry-after': '200' }, ...only(3) },
			{ status: 500, ...only(4) },
		);
		const items = [0, 1, 2, 3, 4].map((n) => ({ json: { n } }));
		const { delivered, waiting, failed } = await handOver(items, {
			parameters: { retryOptions: { retryAfterCapSeconds: 7200 } },
		});
		expect(delivered.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }, { item: 4 }]);
		expect(numbersOf(waiting)).toEqual([3, 0]);
		expect(waiting.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 3 }, { item: 0 }]);
		expect(numbersOf(failed)).toEqual([1]);
		expect(failed[0]?.json).toMatchObject({
			delivery: { status: 'failed', reason: 'Status 404 is not retried' },
			response: { statusCode: 404 },
			error: 'The receiver does not know this address. Check the URL (status 404)',
		});
	});

	it('leave by Failed when they cannot be sent, so that no other is lost', async () => {
		sink.answerNext({ status: 503, times: 2 });
		const items = [{ json: { url: `${sink.url}/a` } }, { json: { url: 'nowhere' } }];
		const { waiting, failed } = await handOver(items, { parameters: { url: '={{ $json.url }}' } });
		expect(waiting).toHaveLength(1);
		expect(failed).toEqual([
			{ json: { url: 'nowhere', error: 'The URL is not valid' }, pairedItem: { item: 1 } },
		]);
	});

	it('come back under the rate limit', async () => {
		sink.answerNext({ status: 500, times: 3 });
		const items = [0, 1, 2].map((n) => ({ json: { n } }));
		const parameters = { waits: '300', options: { maxPerMinute: 1, maxConcurrent: 10 } };
		const { waiting } = await handOver(items, { parameters });
		waitFor(waiting.at(-1));
		const { delivered } = await handOver(stored(waiting), { parameters });
		const starts = delivered.map((item) =>
			Date.parse(String((deliveryOf(item).attempts as IDataObject[])[1]?.startedAt)),
		);
		expect(starts.map((start) => start - (starts[0] ?? 0))).toEqual([0, 60_000, 120_000]);
	});

	it('may be none', async () => {
		expect(await runOutputs(sink, { items: [], parameters: { longWaits: 'handOver' } })).toEqual([
			[],
		]);
	});
});

describe('what cannot be handed over', () => {
	it('is anything without a signature: nothing would protect it', async () => {
		const parameters = { signature: 'none' };
		const failing = handOver([{ json: {} }], { parameters });
		await expect(failing).rejects.toThrow(NodeOperationError);
		await expect(failing).rejects.toMatchObject({
			message: 'Items can leave for a wait only with a signature',
			description: expect.stringContaining('Wait in This Node'),
		});

		const { failed } = await handOver([{ json: {} }], {
			parameters,
			onError: 'continueRegularOutput',
		});
		expect(failed[0]?.json).toEqual({ error: 'Items can leave for a wait only with a signature' });
		expect(sink.requests).toEqual([]);
	});

	it('is anything with an empty secret', async () => {
		await expect(handOver([{ json: {} }], { secret: '' })).rejects.toThrow(
			'The Webhook Signing Secret has no secret',
		);
	});

	describe('is a wait, where none is longer than those that are spent in the node', () => {
		const none = 'Hand Over has no wait to hand over: none is longer than 60 s';

		it.each([
			['the schedule', { retries: 'conversation' }],
			['the list', { retries: 'custom', waits: '5, 60' }],
			['the backoff', { retries: 'exponential', retryOptions: { maxWaitSeconds: 30 } }],
			['the backoff, cut short', { retries: 'exponential', retryOptions: { maxAttempts: 2 } }],
		])('of %s', async (_what, parameters) => {
			const failing = handOver([{ json: {} }], { parameters });
			await expect(failing).rejects.toMatchObject({
				message: none,
				description: expect.stringContaining('set Long Waits to Wait in This Node'),
			});
			const { failed } = await handOver([{ json: {} }], {
				parameters,
				onError: 'continueRegularOutput',
			});
			expect(failed[0]?.json).toEqual({ error: none });
			expect(sink.requests).toEqual([]);
		});

		it.each([
			['fewer are spent here', { longWaitSeconds: 59 }, {}],
			['the receiver may ask for one', { retryAfterCapSeconds: 61 }, {}],
			['an address that fails is left alone for a while', {}, { endpointHealth: { pause: {} } }],
		])('but not where %s', async (_what, retryOptions, options) => {
			const parameters = { retries: 'custom', waits: '60', retryOptions, options };
			const { delivered } = await handOver([{ json: {} }], { parameters });
			expect(delivered).toHaveLength(1);
		});

		it('but not for an item that is on its way: its retry is due', async () => {
			const item = await waitingItem();
			waitFor(item);
			const { delivered } = await handOver([item], { parameters: { waits: '5' } });
			expect(delivered).toHaveLength(1);
		});
	});

	it('is a payload of more than 5 MB, which is not even tried', async () => {
		const textBody = 'x'.repeat(5 * 1024 * 1024 + 1);
		const parameters = { payload: 'text', textBody };
		const { failed } = await handOver([{ json: {} }], { parameters });
		expect(failed[0]?.json.error).toBe('The payload is too large to be handed over');
		expect(sink.requests).toEqual([]);
	});

	it.each([
		[{ longWaits: 'sometimes' }, 'Long Waits: choose one of the listed values'],
		[
			{ longWaits: 'handOver', retryOptions: { longWaitSeconds: -1 } },
			'Longest Wait Here must be a number from 0 to 86400',
		],
	])('is what the fields %j ask for', async (parameters, problem) => {
		const outputs = await runOutputs(sink, { parameters, onError: 'continueRegularOutput' });
		expect(outputs.flat().map(({ json }) => json)).toEqual([{ error: problem }]);
	});
});

describe('several items in one execution', () => {
	const hintsFor = async (count: number, longWaits: string) => {
		const items = Array.from({ length: count }, (_, n) => ({ json: { n } }));
		const parameters = { longWaits, retries: 'custom', waits: '300' };
		return await runWithHints(sink, { items, parameters });
	};

	it('are said to end together, with what to do about it', async () => {
		expect(await hintsFor(2, 'handOver')).toEqual([
			{
				message: expect.stringMatching(
					/^These 2 items share one execution\. If n8n is killed .* Run Once for Each Item/,
				) as string,
				location: 'outputPane',
			},
		]);
	});

	it('are no matter where one item is alone, or waits in the node', async () => {
		expect(await hintsFor(1, 'handOver')).toEqual([]);
		expect(await hintsFor(2, 'wait')).toEqual([]);
	});
});
