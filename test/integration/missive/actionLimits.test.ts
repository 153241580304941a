import { listSearch } from '../../../nodes/Missive/listSearch';
import { ManualClock } from '../../simulators';
import { runActionWorkflow } from '../../support/runAction';
import { CONVERSATION, MissiveDesk, type RunOptions } from './actionSetup';

let desk: MissiveDesk | undefined;
async function open(options: Parameters<typeof MissiveDesk.open>[0] = {}): Promise<MissiveDesk> {
	desk = await MissiveDesk.open(options);
	return desk;
}
afterEach(async () => await desk?.close());

const statuses = ({ vendor }: MissiveDesk) => vendor.requests.map(({ status }) => status);

describe('Missive’s limits', () => {
	it('are waited for as told, also a quarter of an hour', async () => {
		// One clock for both, so that what the node waits passes at the vendor too.
		const clock = new ManualClock(undefined, { auto: true });
		const { run, vendor } = await opened({ clock, limits: { per15Minutes: 2 } });
		const startedMs = clock.now();
		const items = Array.from({ length: 4 }, () => ({ json: {} }));
		expect(await run(['user', 'getAll'], {}, { clock, items })).toHaveLength(4);
		expect(vendor.requests.map(({ status }) => status)).toEqual([200, 200, 429, 200, 200]);
		expect(clock.now() - startedMs).toBe(15 * 60_000);
	});

	it('end in an error that says what to do, when they last', async () => {
		const { run, vendor } = await opened();
		const headers = { 'Retry-After': '2' };
		vendor.failNext({ status: 429, headers, times: Infinity });
		await expect(run(['user', 'getAll'])).rejects.toThrow(
			'The rate limit is reached. Try again in 2 seconds. (status 429)',
		);
		expect(vendor.requests).toHaveLength(4);
	});

	it('are kept: never more than five requests at once from one token, pickers included', async () => {
		const networkClock = new ManualClock();
		const missive = await open({ networkClock });
		missive.vendor.failNext({ delayMs: 1000, times: 12 });
		const runs = [
			...Array.from({ length: 9 }, async () => await missive.run(['user', 'getAll'])),
			...Array.from({ length: 3 }, async () => {
				const { results } = await listSearch.searchUsers.call(missive.panel());
				return results;
			}),
		];
		for (const waiting of [5, 5, 2]) {
			await networkClock.untilSleeping(waiting);
			expect(networkClock.sleeping).toBe(waiting);
			networkClock.advance(1000);
		}
		expect(await Promise.all(runs)).toHaveLength(12);
		expect(missive.vendor.mostAtOnce).toBe(5);
		expect(statuses(missive)).toEqual(Array.from({ length: 12 }, () => 200));
	});

	async function opened(options: Parameters<typeof MissiveDesk.open>[0] = {}) {
		const missive = await open(options);
		return { vendor: missive.vendor, run: missive.run.bind(missive) };
	}
});

describe('a server with a problem', () => {
	it('is asked again', async () => {
		const missive = await open();
		missive.vendor.failNext({ status: 503 });
		expect(await missive.run(['user', 'getAll'])).toHaveLength(1);
		expect(statuses(missive)).toEqual([503, 200]);
	});

	it('is not sent a message twice', async () => {
		const missive = await open();
		missive.vendor.failNext({ status: 502, afterHandling: true });
		await expect(
			missive.run(['draft', 'send'], { channel: 'email', to: 'customer@example.com', body: 'Hi' }),
		).rejects.toThrow('The server has a problem');
		expect(missive.api.drafts).toHaveLength(1);
	});
});

describe('an item that fails', () => {
	const items = ['missing', CONVERSATION].map((id) => ({ json: { id } }));
	const parameters = {
		resource: 'conversation',
		operation: 'get',
		conversationId: '={{ $json.id }}',
	};
	const runWith = async (options: RunOptions) =>
		await runActionWorkflow((desk ?? (await open())).setup(parameters, { items, ...options }));

	it('ends the execution, and says which it is', async () => {
		await open();
		const { data } = await runWith({});
		expect(data.resultData.error).toMatchObject({
			message: expect.stringContaining('Missive could not get the conversation'),
			context: { itemIndex: 0 },
		});
	});

	it('leaves the others alone, with Continue On Fail', async () => {
		await open();
		const { data } = await runWith({ onError: 'continueRegularOutput' });
		const [output] = data.resultData.runData.Missive?.[0]?.data?.main ?? [];
		expect(output).toMatchObject([
			{
				json: { error: expect.stringContaining('Nothing was found there'), httpCode: '404' },
				pairedItem: { item: 0 },
			},
			{ json: { id: CONVERSATION }, pairedItem: { item: 1 } },
		]);
	});

	it('goes to the error output', async () => {
		await open();
		const { data } = await runWith({ onError: 'continueErrorOutput' });
		const [done, failed] = data.resultData.runData.Missive?.[0]?.data?.main ?? [];
		expect(done).toMatchObject([{ json: { id: CONVERSATION } }]);
		expect(failed).toMatchObject([{ json: { httpCode: '404' } }]);
	});
});

it('ends at once when the execution is stopped', async () => {
	const missive = await open();
	const stop = new AbortController();
	const clock = new ManualClock();
	missive.vendor.failNext({ status: 429, headers: { 'Retry-After': '600' } });
	const run = missive.run(['user', 'getAll'], {}, { clock, signal: stop.signal });
	await clock.untilSleeping(1);
	expect(clock.nextWakeMs).toBe(600_000);
	stop.abort();
	await expect(run).rejects.toThrow('The execution was stopped');
});

it('gives an item for each entry, each linked to the item that asked for it', async () => {
	const organizations = ['a', 'b'].map((id) => ({ id, name: id }));
	const missive = await open({ organizations });
	const found = await missive.items(
		['organization', 'getAll'],
		{},
		{ items: [{ json: {} }, { json: {} }] },
	);
	expect(found.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
		['a', { item: 0 }],
		['b', { item: 0 }],
		['a', { item: 1 }],
		['b', { item: 1 }],
	]);
});
