import fc from 'fast-check';

import { inspect, isSettled, reconcile, removeAll } from '../../../nodes/shared/register/reconcile';
import type { KeptHooks } from '../../../nodes/shared/state/registration';
import { type Failure, FakeVendor, type InventedHook } from '../../support/fakeVendor';

const OURS = 'https://n8n.example.com/webhook/1';
const MOVED = 'https://old.example.com/webhook/1';
const FOREIGN = 'https://elsewhere.example.com/';
const wantedOf = (...keys: string[]): InventedHook[] =>
	keys.map((key) => ({ key, url: OURS, config: `config of ${key}` }));

/** Every state in which a hook that the node knows of can be at the vendor. */
const STATES = ['unknown', 'as wanted', 'disabled', 'drifted', 'moved', 'gone'] as const;

interface Start {
	readonly wanted: InventedHook[];
	readonly kept: KeptHooks;
	readonly vendor: FakeVendor;
	readonly foreign: string[];
}

/** Any state of vendor and static data: wanted hooks, some no longer wanted, strays of ours, and those of others. */
const state = fc.record({
	states: fc.array(fc.constantFrom(...STATES), { maxLength: 4 }),
	wantedCount: fc.integer({ min: 1, max: 3 }),
	strays: fc.nat({ max: 2 }),
	others: fc.nat({ max: 2 }),
});
type State = typeof state extends fc.Arbitrary<infer T> ? T : never;

function begin({ states, wantedCount, strays, others }: State): Start {
	const vendor = new FakeVendor();
	const kept: Record<string, { id: string; fingerprint: string }> = {};
	const all = wantedOf('a', 'b', 'c', 'd');
	states.forEach((known, index) => {
		const want = all[index];
		if (!want || known === 'unknown') return;
		const id = `kept-${want.key}`;
		kept[want.key] = { id, fingerprint: 'as it was asked for then' };
		if (known === 'gone') return;
		vendor.add({
			id,
			url: known === 'moved' ? MOVED : want.url,
			config: known === 'drifted' ? 'old' : want.config,
			enabled: known !== 'disabled',
		});
	});
	for (let n = 0; n < strays; n++) {
		vendor.add({ id: `stray-${n}`, url: OURS, config: 'lost in a crash', enabled: true });
	}
	const foreign = Array.from({ length: others }, (_, n) => `foreign-${n}`);
	for (const id of foreign) vendor.add({ id, url: FOREIGN, config: 'theirs', enabled: false });
	return { wanted: all.slice(0, wantedCount), kept, vendor, foreign };
}

const failure = fc.record({ call: fc.integer({ min: 1, max: 12 }), done: fc.boolean() });

const foreignOf = ({ vendor, foreign }: Start) =>
	foreign.map((id) => vendor.hooks.get(id)).filter((hook) => hook !== undefined);

function expectForeignUntouched(given: Start): void {
	expect(foreignOf(given)).toEqual(
		given.foreign.map((id) => ({ id, url: FOREIGN, config: 'theirs', enabled: false })),
	);
}

/** The vendor has exactly the wanted hooks, enabled, under the ids that the node keeps, and those of others. */
function expectWanted(given: Start, kept: KeptHooks): void {
	const expected = given.wanted.map(({ key, url, config }) => {
		const id = kept[key]?.id;
		return { id, url, config, enabled: true };
	});
	const ours = [...given.vendor.hooks.values()].filter(({ id }) => !given.foreign.includes(id));
	const byConfig = (a: { config: string }, b: { config: string }) =>
		a.config.localeCompare(b.config);
	expect(ours.sort(byConfig)).toEqual(expected);
	expect(Object.keys(kept).sort()).toEqual(given.wanted.map(({ key }) => key));
	expectForeignUntouched(given);
}

async function run(given: Start, kept: KeptHooks = given.kept) {
	const { vendor, wanted } = given;
	return await reconcile(vendor.registry(), wanted, kept);
}

/** Runs it without failures; throws where it does not succeed. */
async function succeed(given: Start, kept: KeptHooks = given.kept): Promise<KeptHooks> {
	given.vendor.failures = [];
	const outcome = await run(given, kept);
	if ('reason' in outcome) throw outcome.reason;
	return outcome.hooks;
}

function failAt(vendor: FakeVendor, failures: readonly Failure[]): void {
	vendor.failures = failures.map(({ call, done }) => ({ call: vendor.calls.length + call, done }));
}

describe('reconciling, from any state', () => {
	it('ends with exactly the wanted hooks, enabled, and those of others untouched', async () => {
		await fc.assert(
			fc.asyncProperty(state, async (drawn) => {
				const given = begin(drawn);
				expectWanted(given, await succeed(given));
			}),
		);
	});

	it('changes nothing the second time', async () => {
		await fc.assert(
			fc.asyncProperty(state, async (drawn) => {
				const given = begin(drawn);
				const kept = await succeed(given);
				const before = given.vendor.snapshot();
				const plan = await inspect(given.vendor.registry(), given.wanted, kept, false);
				expect(isSettled(plan)).toBe(true);
				given.vendor.calls.length = 0;
				expect(await succeed(given, kept)).toEqual(kept);
				expect(given.vendor.calls).toEqual(['find']);
				expect(given.vendor.snapshot()).toEqual(before);
			}),
		);
	});

	it('with any one call failing, succeeds or leaves nothing new, and heals with the next run', async () => {
		await fc.assert(
			fc.asyncProperty(state, failure, async (drawn, failing) => {
				const given = begin(drawn);
				const before = new Set(given.vendor.hooks.keys());
				failAt(given.vendor, [failing]);
				const outcome = await run(given);
				if ('reason' in outcome) {
					const fresh = [...given.vendor.hooks.keys()].filter((id) => !before.has(id));
					expect(fresh).toEqual([]);
					expect(outcome.leftovers).toEqual([]);
					expectForeignUntouched(given);
					expectWanted(given, await succeed(given));
				} else {
					expectWanted(given, outcome.hooks);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('with several calls failing, says of everything new that it is left', async () => {
		await fc.assert(
			fc.asyncProperty(
				state,
				fc.array(failure, { minLength: 2, maxLength: 5 }),
				async (drawn, failing) => {
					const given = begin(drawn);
					const before = new Set(given.vendor.hooks.keys());
					failAt(given.vendor, failing);
					const outcome = await run(given);
					expectForeignUntouched(given);
					if (!('reason' in outcome)) return;
					const fresh = [...given.vendor.hooks.keys()].filter((id) => !before.has(id));
					const reported = outcome.leftovers.map(({ id }) => id);
					if (!reported.includes('unknown'))
						expect(reported).toEqual(expect.arrayContaining(fresh));
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe('removing all, from any state', () => {
	const ours = ({ vendor, foreign }: Start) =>
		[...vendor.hooks.keys()].filter((id) => !foreign.includes(id));
	/** What is kept for an address that nobody calls us by any more is known by its id only. */
	const remove = async (given: Start) =>
		await removeAll(given.vendor.registry(), wantedOf('a'), given.kept);

	it('leaves those of others, and none of ours', async () => {
		await fc.assert(
			fc.asyncProperty(state, async (drawn) => {
				const given = begin(drawn);
				await remove(given);
				expect(ours(given)).toEqual([]);
				expectForeignUntouched(given);
				await remove(given);
			}),
		);
	});

	it('with any one call failing, removes what it can, says so, and heals with the next run', async () => {
		await fc.assert(
			fc.asyncProperty(state, failure, async (drawn, failing) => {
				const given = begin(drawn);
				failAt(given.vendor, [failing]);
				const error: unknown = await remove(given).catch((caught: unknown) => caught);
				const failed = given.vendor.calls.length >= failing.call;
				expect(error instanceof Error).toBe(failed);
				if (failed && !(error as Error).message.includes('find')) {
					expect(ours(given).length).toBeLessThanOrEqual(1);
				}
				expectForeignUntouched(given);
				given.vendor.failures = [];
				await remove(given);
				expect(ours(given)).toEqual([]);
			}),
		);
	});

	it('still removes what it knows when the vendor does not list its hooks', async () => {
		const vendor = new FakeVendor();
		vendor.add({ id: 'h1', url: OURS, config: '', enabled: true });
		vendor.failures = [{ call: 1, done: false }];
		const kept = { a: { id: 'h1', fingerprint: '' } };
		await expect(removeAll(vendor.registry(), wantedOf('a'), kept)).rejects.toThrow('at: find');
		expect(vendor.hooks.size).toBe(0);
	});
});

describe('a failing creation', () => {
	it('of the third of three hooks takes the first two back', async () => {
		const vendor = new FakeVendor();
		vendor.failures = [{ call: 4, done: false }];
		const outcome = await reconcile(vendor.registry(), wantedOf('a', 'b', 'c'), {});
		expect(outcome).toEqual({ reason: expect.any(Error), leftovers: [] });
		expect(vendor.hooks.size).toBe(0);
	});

	it('whose answer alone was lost is found and taken back too', async () => {
		const vendor = new FakeVendor();
		vendor.failures = [{ call: 4, done: true }];
		await reconcile(vendor.registry(), wantedOf('a', 'b', 'c'), {});
		expect(vendor.hooks.size).toBe(0);
	});

	it('leaves over what cannot be taken back, and takes back the rest', async () => {
		const vendor = new FakeVendor();
		vendor.failures = [
			{ call: 4, done: false },
			{ call: 6, done: false },
		];
		const outcome = await reconcile(vendor.registry(), wantedOf('a', 'b', 'c'), {});
		expect(outcome).toMatchObject({
			leftovers: [{ id: 'new-1', reason: new Error('The vendor failed at: remove new-1') }],
		});
		expect([...vendor.hooks.keys()]).toEqual(['new-1']);
	});

	it('takes back what it knows, and names the rest unknown, when the vendor then lists nothing', async () => {
		const vendor = new FakeVendor();
		vendor.failures = [
			{ call: 3, done: true },
			{ call: 4, done: false },
		];
		const outcome = await reconcile(vendor.registry(), wantedOf('a', 'b'), {});
		expect(outcome).toMatchObject({ leftovers: [{ id: 'unknown' }] });
		expect([...vendor.hooks.keys()]).toEqual(['new-2']);
	});

	it('leaves nothing over, and asks no more, when the first call failed', async () => {
		const vendor = new FakeVendor();
		vendor.failures = [1, 2, 3].map((call) => ({ call, done: false }));
		const outcome = await reconcile(vendor.registry(), wantedOf('a'), {});
		expect(outcome).toMatchObject({ leftovers: [] });
		expect(vendor.calls).toEqual(['find']);
	});
});

describe('a vendor that does not show its hooks', () => {
	it('gets them anew, in place of those that are known', async () => {
		const vendor = new FakeVendor();
		const registry = vendor.registry(['find']);
		const first = await reconcile(registry, wantedOf('a', 'b'), {});
		if ('reason' in first) throw first.reason;
		await reconcile(registry, wantedOf('a', 'c'), first.hooks);
		expect([...vendor.hooks.keys()]).toEqual(['new-3', 'new-4']);
	});

	it('loses them by the ids that are known', async () => {
		const vendor = new FakeVendor();
		const registry = vendor.registry(['find']);
		const outcome = await reconcile(registry, wantedOf('a', 'b'), {});
		if ('reason' in outcome) throw outcome.reason;
		await removeAll(registry, wantedOf('a', 'b'), outcome.hooks);
		expect(vendor.hooks.size).toBe(0);
	});

	it('has the first two of three taken back', async () => {
		const vendor = new FakeVendor();
		vendor.failures = [{ call: 3, done: false }];
		const outcome = await reconcile(vendor.registry(['find']), wantedOf('a', 'b', 'c'), {});
		expect(outcome).toMatchObject({ leftovers: [] });
		expect(vendor.hooks.size).toBe(0);
	});
});

describe('a vendor whose hooks cannot be removed', () => {
	it.each([[['remove']], [['find', 'remove']]] as const)(
		'has them used again (without %j)',
		async (without) => {
			const vendor = new FakeVendor();
			const registry = vendor.registry(without);
			const first = await reconcile(registry, wantedOf('a'), {});
			if ('reason' in first) throw first.reason;
			await removeAll(registry, wantedOf('a'), first.hooks);
			expect(await reconcile(registry, wantedOf('a'), first.hooks)).toEqual(first);
			expect([...vendor.hooks.keys()]).toEqual(['new-1']);
		},
	);

	it('gets a new one for other settings', async () => {
		const vendor = new FakeVendor();
		const registry = vendor.registry(['find', 'remove']);
		const first = await reconcile(registry, wantedOf('a'), {});
		if ('reason' in first) throw first.reason;
		const changed = wantedOf('a').map((want) => ({ ...want, config: 'changed' }));
		expect(await reconcile(registry, changed, first.hooks)).toMatchObject({
			hooks: { a: { id: 'new-2' } },
		});
	});

	it('keeps what was created before an error, and it is told', async () => {
		const vendor = new FakeVendor();
		vendor.failures = [{ call: 3, done: false }];
		const outcome = await reconcile(vendor.registry(['remove']), wantedOf('a', 'b'), {});
		expect(outcome).toMatchObject({ leftovers: [{ id: 'new-1' }] });
	});
});
