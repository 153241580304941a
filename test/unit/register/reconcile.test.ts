import fc from 'fast-check';

import { Ledger } from '../../../nodes/shared/register/ledger';
import { isSettled } from '../../../nodes/shared/register/plan';
import { inspect, reconcile, removeAll } from '../../../nodes/shared/register/reconcile';
import { OutOfReach, type Run, Unsettled } from '../../../nodes/shared/register/run';
import type { KeptHook } from '../../../nodes/shared/state/registration';
import { type Failure, FakeVendor, type InventedHook } from '../../support/fakeVendor';

const OURS = 'https://n8n.example.com/webhook/1';
const MOVED = 'https://old.example.com/webhook/1';
const FOREIGN = 'https://elsewhere.example.com/';
const wantedOf = (...keys: string[]): InventedHook[] =>
	keys.map((key) => ({ key, url: OURS, config: `config of ${key}` }));
const kept = (id: string, account?: string): KeptHook => ({
	...{ id, fingerprint: 'as it was asked for then' },
	...(account !== undefined && { account }),
});

/** What a run waited for, ms. */
let waits: number[];
/** How many more hooks may be begun with. */
let beginnings: number;
beforeEach(() => {
	waits = [];
	beginnings = Infinity;
});

/** Every state in which a hook that the node knows of can be at the vendor. */
const STATES = ['unknown', 'as wanted', 'disabled', 'drifted', 'moved', 'gone'] as const;

interface Start {
	readonly wanted: InventedHook[];
	readonly ledger: Ledger;
	readonly vendor: FakeVendor;
	readonly foreign: string[];
}

/** Any state of vendor and static data: wanted hooks, some no longer wanted, strays of ours, and those of others. */
const state = fc.record({
	states: fc.array(fc.constantFrom(...STATES), { maxLength: 4 }),
	wantedCount: fc.integer({ min: 1, max: 3 }),
	leftovers: fc.nat({ max: 2 }),
	strays: fc.nat({ max: 2 }),
	others: fc.nat({ max: 2 }),
	mends: fc.boolean(),
});
type State = typeof state extends fc.Arbitrary<infer T> ? T : never;

function ledgerOf(hooks: Record<string, KeptHook> = {}, leftovers: KeptHook[] = []): Ledger {
	return new Ledger({ hooks, leftovers, unknown: 0 }, () => {});
}

function begin({ states, wantedCount, leftovers, strays, others, mends }: State): Start {
	const vendor = new FakeVendor();
	vendor.mends = mends;
	const hooks: Record<string, KeptHook> = {};
	const all = wantedOf('a', 'b', 'c', 'd');
	states.forEach((known, index) => {
		const want = all[index];
		if (!want || known === 'unknown') return;
		const id = `kept-${want.key}`;
		hooks[want.key] = kept(id);
		if (known === 'gone') return;
		vendor.add({
			id,
			url: known === 'moved' ? MOVED : want.url,
			config: known === 'drifted' ? 'old' : want.config,
			enabled: known !== 'disabled',
		});
	});
	const left = Array.from({ length: leftovers }, (_, n) => kept(`left-${n}`));
	for (const { id } of left) vendor.add({ id, url: MOVED, config: 'left over', enabled: true });
	for (let n = 0; n < strays; n++) {
		vendor.add({ id: `stray-${n}`, url: OURS, config: 'lost in a crash', enabled: true });
	}
	const foreign = Array.from({ length: others }, (_, n) => `foreign-${n}`);
	for (const id of foreign) vendor.add({ id, url: FOREIGN, config: 'theirs', enabled: false });
	return { wanted: all.slice(0, wantedCount), ledger: ledgerOf(hooks, left), vendor, foreign };
}

const failure = fc.record({
	call: fc.integer({ min: 1, max: 12 }),
	done: fc.boolean(),
	unclear: fc.boolean(),
});

const foreignOf = ({ vendor, foreign }: Start) =>
	foreign.map((id) => vendor.hooks.get(id)).filter((hook) => hook !== undefined);

function expectForeignUntouched(given: Start): void {
	expect(foreignOf(given)).toEqual(
		given.foreign.map((id) => ({ id, url: FOREIGN, config: 'theirs', enabled: false })),
	);
}

const oursOf = ({ vendor, foreign }: Start) =>
	[...vendor.hooks.values()].filter(({ id }) => !foreign.includes(id));

/** The vendor has exactly the wanted hooks, enabled, under the ids that the node keeps, and those of others. */
function expectWanted(given: Start): void {
	const { wanted, ledger } = given;
	const expected = wanted.map(({ key, url, config }) => {
		const id = ledger.wanted[key]?.id;
		return { id, url, config, enabled: true };
	});
	const byConfig = (a: { config: string }, b: { config: string }) =>
		a.config.localeCompare(b.config);
	expect(oursOf(given).sort(byConfig)).toEqual(expected);
	expect(Object.keys(ledger.wanted).sort()).toEqual(wanted.map(({ key }) => key));
	expect(ledger.leftovers).toEqual([]);
	expectForeignUntouched(given);
}

type Without = Parameters<FakeVendor['registry']>[0];

function runOf(
	{ vendor, wanted, ledger }: Pick<Start, 'vendor' | 'wanted' | 'ledger'>,
	without: Without = [],
): Run<InventedHook> {
	return {
		registry: vendor.registry(without),
		wanted,
		url: OURS,
		account: 'ours',
		ledger,
		time: {
			sleep: async (ms) => waits.push(ms),
			mayBegin: () => beginnings-- > 0,
			takingBack: () => {},
		},
	};
}

/** A vendor without hooks and a node that wants some. */
function fresh(...keys: string[]) {
	return { vendor: new FakeVendor(), wanted: wantedOf(...keys), ledger: ledgerOf() };
}

const failed = async (run: Promise<void>) =>
	await run.then(
		() => undefined,
		(error: unknown) => error as Unsettled,
	);

/** Runs it without failures; throws where it does not succeed. */
async function succeed(given: Start): Promise<void> {
	given.vendor.failures = [];
	await reconcile(runOf(given));
}

function failAt(vendor: FakeVendor, failures: readonly Failure[]): void {
	vendor.failures = failures.map((each) => ({ ...each, call: vendor.calls.length + each.call }));
}

const idsOutOfReach = (error: Unsettled | undefined) =>
	[...(error?.reason as OutOfReach).ids].sort();
const idsIn = (ledger: Ledger) => ledger.all.map(({ id }) => id);

describe('reconciling, from any state', () => {
	it('ends with exactly the wanted hooks, enabled, and those of others untouched', async () => {
		await fc.assert(
			fc.asyncProperty(state, async (drawn) => {
				const given = begin(drawn);
				await succeed(given);
				expectWanted(given);
			}),
		);
	});

	it('changes nothing the second time', async () => {
		await fc.assert(
			fc.asyncProperty(state, async (drawn) => {
				const given = begin(drawn);
				await succeed(given);
				const before = { hooks: given.vendor.snapshot(), kept: given.ledger.draft };
				expect(isSettled(await inspect(runOf(given), false))).toBe(true);
				given.vendor.calls.length = 0;
				await succeed(given);
				expect(given.vendor.calls).toEqual(['list']);
				expect({ hooks: given.vendor.snapshot(), kept: given.ledger.draft }).toEqual(before);
			}),
		);
	});

	it('with any one call failing, succeeds or leaves nothing new, and heals with the next run', async () => {
		await fc.assert(
			fc.asyncProperty(state, failure, async (drawn, failing) => {
				const given = begin(drawn);
				const before = new Set(given.vendor.hooks.keys());
				failAt(given.vendor, [failing]);
				const error = await failed(reconcile(runOf(given)));
				if (error) {
					expect(error).toBeInstanceOf(Unsettled);
					const now = [...given.vendor.hooks.keys()].filter((id) => !before.has(id));
					expect(now).toEqual([]);
					expectForeignUntouched(given);
					await succeed(given);
				}
				expectWanted(given);
			}),
			{ numRuns: 500 },
		);
	});

	it('with several calls failing, keeps all new in mind or finds it, and heals with the next run', async () => {
		await fc.assert(
			fc.asyncProperty(
				state,
				fc.array(failure, { minLength: 2, maxLength: 8 }),
				async (drawn, failing) => {
					const given = begin(drawn);
					failAt(given.vendor, failing);
					await failed(reconcile(runOf(given)));
					expectForeignUntouched(given);
					await succeed(given);
					expectWanted(given);
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe('removing all, from any state', () => {
	const remove = async (given: Start) => await removeAll(runOf(given));

	it('leaves those of others, and none of ours', async () => {
		await fc.assert(
			fc.asyncProperty(state, async (drawn) => {
				const given = begin(drawn);
				await remove(given);
				expect(oursOf(given)).toEqual([]);
				expect(given.ledger.isEmpty).toBe(true);
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
				const error = await failed(remove(given));
				const hasFailed = given.vendor.calls.length >= failing.call;
				expect(error instanceof Unsettled).toBe(hasFailed);
				if (hasFailed && failing.call > 1) expect(oursOf(given).length).toBeLessThanOrEqual(1);
				expectForeignUntouched(given);
				given.vendor.failures = [];
				await remove(given);
				expect(oursOf(given)).toEqual([]);
			}),
		);
	});

	it('still removes what it knows when the vendor does not list its hooks', async () => {
		const vendor = new FakeVendor();
		for (const id of ['h1', 'h2']) vendor.add({ id, url: OURS, config: '', enabled: true });
		vendor.failures = [{ call: 1, done: false }];
		const ledger = ledgerOf({ a: kept('h1') }, [kept('h2')]);
		const run = removeAll(runOf({ vendor, wanted: wantedOf('a'), ledger }));
		await expect(run).rejects.toThrow('at: list');
		expect(vendor.hooks.size).toBe(0);
	});
});

describe('a failing creation', () => {
	it('of the third of three hooks takes the first two back', async () => {
		const given = fresh('a', 'b', 'c');
		given.vendor.failures = [{ call: 4, done: false }];
		await expect(reconcile(runOf(given))).rejects.toThrow('at: create config of c');
		expect(given.vendor.hooks.size).toBe(0);
		expect(given.ledger.isEmpty).toBe(true);
	});

	it('keeps in mind what cannot be taken back, and takes back the rest', async () => {
		const given = fresh('a', 'b', 'c');
		given.vendor.failures = [4, 5].map((call) => ({ call, done: false }));
		await expect(reconcile(runOf(given))).rejects.toThrow('at: create config of c');
		expect([...given.vendor.hooks.keys()]).toEqual(['new-1']);
		expect(given.ledger.draft).toMatchObject({ hooks: {}, leftovers: [{ id: 'new-1' }] });
	});

	it('stops beginning with others: of ten at most five more were under way', async () => {
		const given = fresh(...'abcdefghij');
		given.vendor.failures = [{ call: 2, done: false }];
		await failed(reconcile(runOf(given)));
		const creations = given.vendor.calls.filter((call) => call.startsWith('create'));
		expect(creations).toHaveLength(5);
	});

	it('that is none, for something else than the vendor failed, takes back the others', async () => {
		const given = fresh('a', 'b');
		const registry = given.vendor.registry(['list']);
		const create: typeof registry.create = async (want) => {
			if (want.key === 'b') throw new Error('The credential is gone');
			return await registry.create(want);
		};
		const error = await failed(reconcile({ ...runOf(given), registry: { ...registry, create } }));
		expect(error).toMatchObject({ message: 'The credential is gone', isFinal: false });
		expect(given.vendor.hooks.size).toBe(0);
		expect(given.ledger.unknown).toBe(0);
	});

	it('leaves nothing over, and asks no more, when the first call failed', async () => {
		const given = fresh('a');
		given.vendor.failures = [1, 2, 3].map((call) => ({ call, done: false }));
		await expect(reconcile(runOf(given))).rejects.toThrow('at: list');
		expect(given.vendor.calls).toEqual(['list']);
	});
});

describe('a creation whose outcome is not clear', () => {
	it('is looked for, and used when it is there', async () => {
		const given = fresh('a', 'b');
		given.vendor.failures = [{ call: 3, done: true }];
		await reconcile(runOf(given));
		expect(given.vendor.calls).toEqual([
			...['list', 'create config of a', 'create config of b', 'list'],
		]);
		expect(idsIn(given.ledger)).toEqual(['new-1', 'new-2']);
	});

	it('is repeated when it is not there, and others go on', async () => {
		const given = fresh(...'abcdefg');
		given.vendor.failures = [{ call: 2, done: false, unclear: true }];
		await reconcile(runOf(given));
		expect(waits).toEqual([1000]);
		expect(given.vendor.hooks.size).toBe(7);
		const creations = given.vendor.calls.filter((call) => call === 'create config of a');
		expect(creations).toHaveLength(2);
	});

	it('is repeated twice at most, each time after looking', async () => {
		const given = fresh('a');
		given.vendor.failures = [2, 4, 6].map((call) => ({ call, done: false, unclear: true }));
		await expect(reconcile(runOf(given))).rejects.toThrow('at: create config of a');
		const once = ['create config of a', 'list'];
		expect(given.vendor.calls).toEqual(['list', ...once, ...once, ...once]);
		expect(waits).toEqual([1000, 3000]);
		expect(given.ledger.isEmpty).toBe(true);
	});

	it('is not repeated when there is no time left', async () => {
		const given = fresh('a');
		beginnings = 0;
		given.vendor.failures = [{ call: 2, done: false, unclear: true }];
		await expect(reconcile(runOf(given))).rejects.toThrow('at: create config of a');
		expect(waits).toEqual([]);
	});

	it('that came twice leaves one', async () => {
		const given = fresh('a');
		// The first creation is done while the vendor is looked at for what became of it.
		const registry = given.vendor.registry();
		let creations = 0;
		const create: typeof registry.create = async (want) => {
			creations++;
			await registry.create(want);
			if (creations === 1) await registry.create(want);
			return { error: new Error('lost'), mayExist: true };
		};
		await reconcile({ ...runOf(given), registry: { ...registry, create } });
		expect(given.vendor.hooks.size).toBe(1);
		expect(idsIn(given.ledger)).toEqual([...given.vendor.hooks.keys()]);
	});

	it('is not claimed where it cannot be told which one it is', async () => {
		const given = fresh('a', 'b');
		given.vendor.failures = [2, 3].map((call) => ({ call, done: call === 3, unclear: true }));
		const registry = given.vendor.registry();
		const list = async () =>
			((await registry.list?.()) ?? []).map((hook) => ({ ...hook, drift: () => 'none' as const }));
		await reconcile({ ...runOf(given), registry: { ...registry, list } });
		expect([...given.vendor.hooks.values()].map(({ config }) => config)).toEqual([
			...['config of a', 'config of b'],
		]);
		expect(idsIn(given.ledger)).toEqual([...given.vendor.hooks.keys()]);
	});

	it('counts as possible when the vendor then lists nothing; the next run looks again', async () => {
		const given = fresh('a', 'b');
		given.vendor.failures = [
			{ call: 3, done: true },
			{ call: 4, done: false },
		];
		const error = await failed(reconcile(runOf(given)));
		expect(error).toMatchObject({ isFinal: false });
		expect(given.ledger.unknown).toBe(1);
		expect([...given.vendor.hooks.keys()]).toEqual(['new-2']);
		given.vendor.failures = [];
		await reconcile(runOf(given));
		expect(given.ledger.unknown).toBe(0);
		expect([...given.vendor.hooks.keys()]).toEqual(['new-3', 'new-4']);
	});

	it('is not repeated where the vendor cannot be asked, and counted', async () => {
		const given = fresh('a', 'b', 'c');
		given.vendor.failures = [1, 3].map((call) => ({ call, done: false, unclear: true }));
		const error = await failed(reconcile(runOf(given, ['list'])));
		expect(error).toMatchObject({ message: expect.stringContaining('create'), isFinal: true });
		expect(given.ledger.unknown).toBe(2);
		expect(given.vendor.hooks.size).toBe(0);
		expect(waits).toEqual([]);
	});
});

describe('a vendor that does not show its hooks', () => {
	const without: Without = ['list'];

	it('gets new ones before it loses the old ones', async () => {
		const given = fresh('a', 'b');
		await reconcile(runOf(given, without));
		given.vendor.calls.length = 0;
		await reconcile(runOf({ ...given, wanted: wantedOf('a', 'c') }, without));
		expect(given.vendor.calls).toEqual([
			...['create config of a', 'create config of c', 'remove new-1', 'remove new-2'],
		]);
		expect([...given.vendor.hooks.keys()]).toEqual(['new-3', 'new-4']);
		expect(idsIn(given.ledger)).toEqual(['new-3', 'new-4']);
	});

	it('keeps the old ones when the new ones cannot be made', async () => {
		const given = fresh('a');
		await reconcile(runOf(given, without));
		given.vendor.failures = [{ call: 2, done: false }];
		await expect(reconcile(runOf(given, without))).rejects.toThrow('at: create');
		expect([...given.vendor.hooks.keys()]).toEqual(['new-1']);
		expect(given.ledger.draft.hooks).toMatchObject({ a: { id: 'new-1' } });
	});

	it('has what it did not remove removed by the next run', async () => {
		const given = fresh('a');
		await reconcile(runOf(given, without));
		given.vendor.failures = [{ call: 3, done: false }];
		await expect(reconcile(runOf(given, without))).rejects.toThrow('at: remove new-1');
		expect(given.ledger.draft).toMatchObject({
			hooks: { a: { id: 'new-2' } },
			leftovers: [{ id: 'new-1' }],
		});
		await reconcile(runOf(given, without));
		expect([...given.vendor.hooks.keys()]).toEqual(['new-3']);
		expect(idsIn(given.ledger)).toEqual(['new-3']);
	});

	it('loses them by the ids that are known', async () => {
		const given = fresh('a', 'b');
		await reconcile(runOf(given, without));
		await removeAll(runOf(given, without));
		expect(given.vendor.hooks.size).toBe(0);
	});

	it('has the first two of three taken back', async () => {
		const given = fresh('a', 'b', 'c');
		given.vendor.failures = [{ call: 3, done: false }];
		await expect(reconcile(runOf(given, without))).rejects.toThrow('at: create config of c');
		expect(given.vendor.hooks.size).toBe(0);
		expect(given.ledger.isEmpty).toBe(true);
	});
});

describe('a hook that the vendor does not know', () => {
	const without: Without = ['list'];
	const missing = (id: string) => ({ ...kept(id), note: 'missing' });

	it('is asked for once more by the next run that succeeds, for the answer may have been of another server', async () => {
		const given = { ...fresh('a'), ledger: ledgerOf({ a: kept('h1') }) };
		await removeAll(runOf(given, without));
		expect(given.ledger.all).toEqual([missing('h1')]);
		given.vendor.add({ id: 'h1', url: OURS, config: '', enabled: true });
		await reconcile(runOf(given, without));
		expect([...given.vendor.hooks.keys()]).toEqual(['new-1']);
	});

	it('is forgotten when it is not known then either', async () => {
		const given = { ...fresh('a'), ledger: ledgerOf({}, [{ ...kept('h1'), note: 'missing' }]) };
		await reconcile(runOf(given, without));
		expect(idsIn(given.ledger)).toEqual(['new-1']);
	});

	it('is kept in mind by a run that fails, and fails none', async () => {
		const given = { ...fresh('a'), ledger: ledgerOf({}, [{ ...kept('h1'), note: 'missing' }]) };
		given.vendor.failures = [{ call: 1, done: false }];
		await failed(reconcile(runOf(given, without)));
		expect(given.ledger.all).toEqual([missing('h1')]);
		failAt(given.vendor, [{ call: 2, done: false }]);
		await reconcile(runOf(given, without));
		expect(given.ledger.leftovers).toEqual([missing('h1')]);
	});
});

describe('hooks of another account', () => {
	const theirs = () => ledgerOf({ a: kept('h1', 'theirs') }, [kept('h2', 'theirs')]);

	it.each([[[]], [['list']]] as const)(
		'are told once, then kept in mind without another word (without %j)',
		async (without) => {
			const given = { ...fresh('a'), ledger: theirs() };
			const error = await failed(reconcile(runOf(given, without)));
			expect(error).toMatchObject({ reason: expect.any(OutOfReach), isFinal: true });
			expect(idsOutOfReach(error)).toEqual(['h1', 'h2']);

			await reconcile(runOf(given, without));
			expect(given.vendor.hooks.size).toBe(1);
			expect(given.ledger.leftovers.map(({ id, note }) => [id, note]).sort()).toEqual([
				['h1', 'told'],
				['h2', 'told'],
			]);
			await removeAll(runOf(given, without));
			expect(given.vendor.hooks.size).toBe(0);
		},
	);

	it('are removed when their token is back', async () => {
		const given = { ...fresh('a'), ledger: theirs() };
		given.ledger.told(given.ledger.all);
		for (const id of ['h1', 'h2']) {
			given.vendor.add({ id, url: OURS, config: '', enabled: true });
		}
		await reconcile({ ...runOf(given, ['list']), account: 'theirs' });
		expect([...given.vendor.hooks.keys()]).toEqual(['new-1']);
		expect(idsIn(given.ledger)).toEqual(['new-1']);
	});

	it('are removed at once when the new token is of the same account', async () => {
		const given = { ...fresh('a'), ledger: theirs() };
		for (const id of ['h1', 'h2']) {
			given.vendor.add({ id, url: OURS, config: '', enabled: true });
		}
		await reconcile(runOf(given, ['list']));
		expect([...given.vendor.hooks.keys()]).toEqual(['new-1']);
	});

	it.each([[[]], [['list']]] as const)(
		'do not keep a workflow from being unpublished, and are told with the next publishing (without %j)',
		async (without) => {
			const given = { ...fresh('a'), ledger: theirs() };
			await removeAll(runOf(given, without));
			expect(given.ledger.draft).toMatchObject({ hooks: {}, leftovers: [{}, {}] });
			const error = await failed(reconcile(runOf(given, without)));
			expect(idsOutOfReach(error)).toEqual(['h1', 'h2']);
		},
	);

	it('are fifty at most', () => {
		const ledger = ledgerOf();
		ledger.told(Array.from({ length: 60 }, (_, n) => kept(`h${n}`)));
		expect(ledger.leftovers).toHaveLength(50);
		expect(ledger.leftovers[0]?.id).toBe('h10');
	});
});

describe('a vendor whose hooks cannot be removed', () => {
	it.each([[['remove']], [['list', 'remove']]] as const)(
		'has them used again (without %j)',
		async (without) => {
			const given = fresh('a');
			await reconcile(runOf(given, without));
			await reconcile(runOf(given, without));
			expect([...given.vendor.hooks.keys()]).toEqual(['new-1']);
			expect(idsIn(given.ledger)).toEqual(['new-1']);
		},
	);

	it('gets a new one for other settings, and the old one is let be', async () => {
		const given = fresh('a');
		await reconcile(runOf(given, ['list', 'remove']));
		const changed = wantedOf('a').map((want) => ({ ...want, config: 'changed' }));
		await reconcile(runOf({ ...given, wanted: changed }, ['list', 'remove']));
		expect(idsIn(given.ledger)).toEqual(['new-2']);
	});

	it('keeps what was created before an error, for the next try', async () => {
		const given = fresh('a', 'b');
		given.vendor.failures = [{ call: 3, done: false }];
		await failed(reconcile(runOf(given, ['remove'])));
		expect(given.ledger.draft.hooks).toMatchObject({ a: { id: 'new-1' } });
		given.vendor.failures = [];
		await reconcile(runOf(given, ['remove']));
		expect([...given.vendor.hooks.keys()]).toEqual(['new-1', 'new-2']);
	});
});
