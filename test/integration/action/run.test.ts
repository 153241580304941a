import { type INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { ManualClock, startSink, type SinkSimulator } from '../../simulators';
import { executeContext } from '../../support/executeContext';
import { runActionNode, runActionWorkflow } from '../../support/runAction';
import { lampSetup, Lamps } from './lamp';

let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => await sink.close());

const DIM = { operation: 'dim', lampId: '={{ $json.lamp }}', fields: { level: 1, mood: '' } };
const LAMPS: INodeExecutionData[] = ['a', '..', 'b/c', ''].map((lamp) => ({ json: { lamp } }));
const two = [LAMPS[0], LAMPS[2]] as INodeExecutionData[];

describe('an action', () => {
	it('runs for each item in turn, and links its items to them', async () => {
		sink.answerNext({ status: 200, body: { dimmed: 1 } }, { status: 200 });
		const items = await runActionNode(lampSetup(sink, DIM, { items: two }));
		expect(items).toEqual([
			{ json: { dimmed: 1 }, pairedItem: { item: 0 } },
			{ json: {}, pairedItem: { item: 1 } },
		]);
		expect(sink.requests.map(({ url }) => url)).toEqual(['/lamps/a/dim', '/lamps/b%2Fc/dim']);
		expect(JSON.parse(String(sink.requests[0]?.body))).toEqual({ level: 1 });
	});

	it('gives an item for each entry of a list, read page by page', async () => {
		sink.answerNext(
			{ status: 200, body: [{ id: 1 }, { id: 2 }] },
			{ status: 200, body: { lamps: [{ id: 3 }] } },
		);
		const parameters = { operation: 'getAll', returnAll: true };
		expect(await runActionNode(lampSetup(sink, parameters))).toEqual([
			{ json: { id: 1 }, pairedItem: { item: 0 } },
			{ json: { id: 2 }, pairedItem: { item: 0 } },
			{ json: { id: 3 }, pairedItem: { item: 0 } },
		]);
		expect(sink.requests.map(({ url }) => url)).toEqual([
			'/lamps?limit=2&offset=0',
			'/lamps?limit=2&offset=2',
		]);
	});

	it('runs as n8n runs it, and does nothing without items', async () => {
		const setup = lampSetup(sink, DIM, { items: two });
		const [items] = await new Lamps().execute.call(executeContext(setup));
		expect(items).toHaveLength(2);
		expect(await runActionNode({ ...setup, items: [] })).toEqual([]);
	});

	it('does not give what is confidential', async () => {
		sink.answerAlways({ status: 200, body: { opened: 'with the-key-of-the-lamp' } });
		const [item] = await runActionNode(lampSetup(sink, DIM, { items: two }));
		expect(item?.json).toEqual({ opened: 'with ***' });
	});
});

describe('an item that fails', () => {
	it('ends the execution, and the error says which it is', async () => {
		sink.answerNext({ status: 200, body: {} }, { status: 422, body: { error: 'No such lamp' } });
		const failing = runActionNode(lampSetup(sink, DIM, { items: [...two, ...two] }));
		const error: unknown = await failing.catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: expect.stringContaining('Lamps could not dim the lamp: The settings were refused.'),
			description: expect.stringContaining('No such lamp'),
			httpCode: '422',
			context: { itemIndex: 1 },
		});
		expect(sink.requests).toHaveLength(2);
	});

	it.each([
		[1, 'Lamp is not valid: ..'],
		[3, 'Lamp is empty'],
	])('may not even be sent: item %i', async (index, message) => {
		const items = [LAMPS[index]] as INodeExecutionData[];
		await expect(runActionNode(lampSetup(sink, DIM, { items }))).rejects.toThrow(message);
		expect(sink.requests).toEqual([]);
	});

	it.each([
		['={{ $json.nothing }}', 'Lamp is empty'],
		['={{ null }}', 'Lamp is empty'],
		['={{ Number("x") }}', 'Lamp is empty'],
		['={{ $json }}', 'Lamp is an object'],
		['={{ ["a"] }}', 'Lamp is a list'],
	])('may have an expression that gives no text: %s', async (lampId, message) => {
		const running = runActionNode(lampSetup(sink, { ...DIM, lampId }, { items: two }));
		await expect(running).rejects.toThrow(NodeOperationError);
		await expect(running).rejects.toMatchObject({
			message,
			description: expect.stringContaining('the expression that it is taken from'),
			context: { itemIndex: 0 },
		});
		expect(sink.requests).toEqual([]);
	});

	it.each([0, 1.5, '={{ "many" }}'])('has no limit like %s', async (limit) => {
		const running = runActionNode(lampSetup(sink, { operation: 'getAll', limit }));
		await expect(running).rejects.toMatchObject({
			message: 'Limit must be a whole number from 1',
			description: 'Correct the field, or the expression that it is taken from.',
			context: { itemIndex: 0 },
		});
	});

	it('may get an answer that is no list', async () => {
		const running = runActionNode(lampSetup(sink, { operation: 'getAll' }));
		await expect(running).rejects.toThrow('The answer holds no list of lamps');
	});

	it('may throw anything', async () => {
		const running = runActionNode(lampSetup(sink, { operation: 'explode' }));
		const error: unknown = await running.catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'Bang', context: { itemIndex: 0 } });
	});

	it('becomes an item with the error when the node continues', async () => {
		sink.answerNext({ status: 403, body: 'Not yours' });
		const onError = 'continueRegularOutput';
		const items = await runActionNode(lampSetup(sink, DIM, { items: LAMPS.slice(0, 3), onError }));
		expect(items).toEqual([
			{
				json: {
					error: expect.stringContaining('may not do this'),
					description: 'Lamps answered: Not yours',
					httpCode: '403',
				},
				pairedItem: { item: 0 },
			},
			{ json: { error: 'Lamp is not valid: ..' }, pairedItem: { item: 1 } },
			{ json: { received: true }, pairedItem: { item: 2 } },
		]);
	});

	it('goes to the error output with what came in', async () => {
		sink.answerNext({ status: 403, body: 'Not yours' });
		const setup = lampSetup(sink, DIM, { items: two, onError: 'continueErrorOutput' });
		const { data } = await runActionWorkflow(setup);
		const [run] = data.resultData.runData.Lamps ?? [];
		const [succeeded, failed] = run?.data?.main ?? [];
		expect(succeeded?.map(({ json }) => json)).toEqual([{ received: true }]);
		expect(failed?.map(({ json }) => json)).toEqual([
			expect.objectContaining({ lamp: 'a', httpCode: '403' }),
		]);
	});

	it('may be of an operation that is no more', async () => {
		const running = runActionNode(lampSetup(sink, { operation: 'paint' }));
		await expect(running).rejects.toThrow('There is no operation paint of the resource lamp');
	});
});

describe('a call', () => {
	it('is repeated after 429, when the vendor says or later and later', async () => {
		const clock = new ManualClock(0, { auto: true });
		sink.answerNext(
			{ status: 429, headers: { 'retry-after': '60' } },
			{ status: 429 },
			{ status: 429 },
		);
		expect(await runActionNode(lampSetup(sink, DIM, { items: two, clock }))).toHaveLength(2);
		expect(clock.now()).toBe(60_000 + 3_000 + 10_000);
		expect(sink.requests).toHaveLength(5);
	});

	it('is given up when the vendor wants a longer wait, or says 429 four times', async () => {
		sink.failNext({ status: 429, headers: { 'retry-after': '3600' } });
		const setup = lampSetup(sink, DIM, { items: two });
		await expect(runActionNode(setup)).rejects.toThrow('The rate limit is reached');
		expect(sink.requests).toHaveLength(1);
		sink.failNext({ status: 429, times: Infinity });
		await expect(runActionNode(setup)).rejects.toThrow('The rate limit is reached');
		expect(sink.requests).toHaveLength(5);
	});

	it('is repeated after 5xx when it only reads', async () => {
		sink.answerNext({ status: 502 }, { status: 200, body: [] });
		expect(await runActionNode(lampSetup(sink, { operation: 'getAll' }))).toEqual([]);
	});

	it('is not repeated after 5xx when it may have changed something', async () => {
		sink.failNext({ status: 502 });
		const running = runActionNode(lampSetup(sink, DIM, { items: two }));
		await expect(running).rejects.toThrow('The server has a problem');
		expect(sink.requests).toHaveLength(1);
	});

	it('waits while the token has as many under way as the vendor takes', async () => {
		sink.failNext({ delayMs: Infinity, times: 2 });
		const stop = new AbortController();
		const setup = lampSetup(sink, DIM, { items: two });
		const stuck = [1, 2].map(async () => {
			await runActionNode({ ...setup, signal: stop.signal }).catch(() => undefined);
		});
		await sink.waitForRequests(2);
		const waiting = runActionNode(setup);
		// With another token there is room.
		const [credential] = setup.credentials ?? [];
		if (!credential) throw new Error('The node has no credential');
		const other = { ...credential, data: { ...credential.data, token: 'another-token' } };
		await runActionNode({ ...setup, credentials: [other] });
		expect(sink.requests).toHaveLength(4);
		stop.abort();
		await Promise.all(stuck);
		expect(await waiting).toHaveLength(2);
	});
});

describe('stopping the execution', () => {
	const stopped = 'The execution was stopped before all items were done';

	it('ends a request', async () => {
		const stop = new AbortController();
		sink.failNext({ delayMs: Infinity });
		const running = runActionNode(lampSetup(sink, DIM, { items: two, signal: stop.signal }));
		await sink.waitForRequests(1);
		stop.abort();
		await expect(running).rejects.toThrow(stopped);
	});

	it('ends a wait, also where the node continues after errors', async () => {
		const stop = new AbortController();
		const clock = new ManualClock();
		sink.failNext({ status: 429 });
		const onError = 'continueRegularOutput';
		const setup = lampSetup(sink, DIM, { items: two, clock, onError, signal: stop.signal });
		const running = runActionNode(setup);
		await clock.untilSleeping();
		stop.abort();
		await expect(running).rejects.toThrow(stopped);
		expect(sink.requests).toHaveLength(1);
	});
});
