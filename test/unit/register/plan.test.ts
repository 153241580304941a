import type { Drift, FoundHook } from '../../../nodes/shared/register/hooks';
import {
	fingerprint,
	isSettled,
	type Plan,
	planHooks,
	type Situation,
} from '../../../nodes/shared/register/plan';
import type { KeptHook } from '../../../nodes/shared/state/registration';
import type { InventedHook } from '../../support/fakeVendor';

const OURS = 'https://n8n.example.com/webhook';
const want: InventedHook = { key: 'a', url: OURS, config: 'new' };
const printOf = (wanted: InventedHook) => fingerprint({ create: jest.fn() }, wanted);
const keptAs = (id: string, wanted: InventedHook = want, account = 'ours'): KeptHook => ({
	id,
	fingerprint: printOf(wanted),
	account,
});
const found = (id: string, drift: Drift, url = OURS): FoundHook<InventedHook> => ({
	id,
	url,
	drift: () => drift,
});
const planOf = (situation: Partial<Situation<InventedHook>>) =>
	planHooks({
		wanted: [want],
		hooks: {},
		leftovers: [],
		found: undefined,
		trustKept: false,
		url: OURS,
		account: 'ours',
		fingerprint: printOf,
		...situation,
	});

/** With ids in the place of hooks that go. */
type Expectation = Partial<Record<'remove' | 'mend' | 'elsewhere' | 'gone', string[]>> &
	Partial<Pick<Plan<InventedHook>, 'keep' | 'create'>>;
const idsOf = (hooks: readonly KeptHook[]) => hooks.map(({ id }) => id);
const expectPlan = (
	{ keep, create, mend, remove, elsewhere, gone }: Plan<InventedHook>,
	expected: Expectation,
) =>
	expect({
		...{ keep, create, mend: mend.map(({ hook }) => hook.id) },
		...{ remove: idsOf(remove), elsewhere: idsOf(elsewhere), gone: idsOf(gone) },
	}).toEqual({
		...{ remove: [], mend: [], create: [], keep: {}, elsewhere: [], gone: [] },
		...expected,
	});

describe('one wanted hook, where the vendor shows its hooks', () => {
	const kept = { a: keptAs('h1') };
	const keep = kept;

	it.each<[string, Record<string, KeptHook>, Array<FoundHook<InventedHook>>, Expectation]>([
		['nothing there', {}, [], { create: [want] }],
		['ours, as wanted', kept, [found('h1', 'none')], { keep }],
		['ours, drifted or off', kept, [found('h1', 'mend')], { keep, mend: ['h1'] }],
		['ours, beyond mending', kept, [found('h1', 'replace')], { remove: ['h1'], create: [want] }],
		['ours, and gone', kept, [], { create: [want], gone: ['h1'] }],
		['ours by its URL only', {}, [found('h2', 'none')], { remove: ['h2'], create: [want] }],
		[
			'ours, and one more',
			kept,
			[found('h1', 'none'), found('h2', 'none')],
			{ keep, remove: ['h2'] },
		],
		[
			'gone, and one more',
			kept,
			[found('h2', 'none')],
			{ remove: ['h2'], create: [want], gone: ['h1'] },
		],
		[
			'ours by its URL with a token',
			{},
			[found('h2', 'none', `${OURS}?token=t`)],
			{ remove: ['h2'], create: [want] },
		],
		['for a URL that begins as ours', {}, [found('h2', 'none', `${OURS}2`)], { create: [want] }],
		["somebody else's", {}, [found('h3', 'replace', 'https://x')], { create: [want] }],
		[
			'ours, for another URL',
			kept,
			[found('h1', 'replace', 'https://x')],
			{ remove: ['h1'], create: [want] },
		],
		[
			'of a key no longer wanted',
			{ b: keptAs('h4') },
			[found('h4', 'none', 'https://x')],
			{ remove: ['h4'], create: [want] },
		],
		['of a key no longer wanted, gone', { b: keptAs('h4') }, [], { create: [want], gone: ['h4'] }],
	])('%s', (_state, hooks, vendorHooks, expected) =>
		expectPlan(planOf({ hooks, found: vendorHooks }), expected),
	);

	it('is looked at even where what cannot be seen would be trusted', () =>
		expectPlan(planOf({ hooks: kept, found: [], trustKept: true }), {
			create: [want],
			gone: ['h1'],
		}));

	it.each([
		[want, true],
		[{ ...want, config: 'old' }, false],
	])('tells its vendor whether it was asked for as it is wanted now', async (before, asAsked) => {
		const [drift, mend] = [jest.fn(() => 'mend' as const), jest.fn(async () => true)];
		const hooks = { a: keptAs('h1', before) };
		const plan = planOf({ hooks, found: [{ id: 'h1', url: OURS, drift, mend }] });
		expect(drift).toHaveBeenCalledWith(want, asAsked);
		expect(await plan.mend[0]?.mend()).toBe(true);
		expect(mend).toHaveBeenCalledWith(want, asAsked);
	});

	it('is replaced where it should be mended and cannot be', async () => {
		const plan = planOf({ hooks: kept, found: [found('h1', 'mend')] });
		expect(await plan.mend[0]?.mend()).toBe(false);
	});

	it('is noted as it is wanted now, and where it was seen', () => {
		const before = { a: keptAs('h1', { ...want, config: 'old' }, 'another account') };
		expectPlan(planOf({ hooks: before, found: [found('h1', 'mend')] }), {
			keep: { a: keptAs('h1') },
			mend: ['h1'],
		});
	});

	it('that was left over is removed where it is there', () =>
		expectPlan(
			planOf({
				hooks: kept,
				leftovers: [keptAs('h5'), keptAs('h6')],
				found: [found('h1', 'none'), found('h5', 'none', 'https://x')],
			}),
			{ keep, remove: ['h5'], gone: ['h6'] },
		));
});

describe('one wanted hook, where the vendor does not show its hooks', () => {
	const other = { a: keptAs('h1', { ...want, config: 'old' }) };

	it.each<[string, Record<string, KeptHook>, boolean, Expectation]>([
		['nothing created', {}, true, { create: [want] }],
		['created, and trusted', { a: keptAs('h1') }, true, { keep: { a: keptAs('h1') } }],
		['created, not trusted', { a: keptAs('h1') }, false, { remove: ['h1'], create: [want] }],
		['created for other settings', other, true, { remove: ['h1'], create: [want] }],
		[
			'created for a key no longer wanted',
			{ b: keptAs('h2') },
			true,
			{ remove: ['h2'], create: [want] },
		],
	])('%s', (_state, hooks, trustKept, expected) =>
		expectPlan(planOf({ hooks, trustKept }), expected),
	);

	it('that was left over has to be removed', () =>
		expectPlan(planOf({ leftovers: [keptAs('h5')] }), { create: [want], remove: ['h5'] }));
});

describe('a hook that was made with another token', () => {
	const theirs = (note?: KeptHook['note']): KeptHook => ({
		...keptAs('h1', want, 'theirs'),
		...(note && { note }),
	});

	it('is in another account where it cannot be seen among the others', () =>
		expectPlan(planOf({ hooks: { a: theirs() }, found: [] }), {
			create: [want],
			elsewhere: ['h1'],
		}));

	it('is in this account where it can be seen', () =>
		expectPlan(planOf({ hooks: { a: theirs() }, found: [found('h1', 'none')] }), {
			keep: { a: keptAs('h1') },
		}));

	it('may be in this account where none can be seen', () =>
		expectPlan(planOf({ leftovers: [theirs()] }), { create: [want], remove: ['h1'] }));

	it.each([[undefined], [[]]])('is left alone once the user was told (seen: %j)', (seen) => {
		const plan = planOf({ leftovers: [theirs('told')], found: seen, wanted: [] });
		expectPlan(plan, {});
		expect(isSettled(plan)).toBe(true);
	});

	it.each([[undefined], [[found('h1', 'none')]]])(
		'is removed once its own token is back (seen: %j)',
		(seen) =>
			expectPlan(
				planOf({ leftovers: [theirs('told')], found: seen, account: 'theirs', wanted: [] }),
				{ remove: ['h1'] },
			),
	);
});

describe('what is asked for', () => {
	it('is told apart without being told', () => {
		expect(printOf(want)).toBe(printOf({ ...want }));
		expect(printOf(want)).not.toBe(printOf({ ...want, config: 'other' }));
		expect(printOf(want)).not.toContain('new');
	});

	it('is told apart by what the vendor does not show, where it shows something', () => {
		const registry = { create: jest.fn(), unseen: ({ config }: InventedHook) => config };
		expect(fingerprint(registry, want)).toBe(fingerprint(registry, { ...want, url: 'other' }));
		expect(fingerprint(registry, want)).not.toBe(fingerprint(registry, { ...want, config: '' }));
	});
});

it('with nothing wanted, removes what is ours', () =>
	expectPlan(planOf({ wanted: [], hooks: { a: keptAs('h1') }, found: [found('h1', 'none')] }), {
		remove: ['h1'],
	}));

it('names nothing twice', () => {
	const second = { ...want, key: 'b' };
	const plan = planOf({
		wanted: [want, second],
		hooks: { a: keptAs('h1'), b: keptAs('h2') },
		found: [found('h1', 'replace'), found('h2', 'none')],
	});
	expectPlan(plan, { remove: ['h1'], create: [want], keep: { b: keptAs('h2', second) } });
});

it('is settled when nothing has to happen', () => {
	const nothing: Plan<InventedHook> = {
		keep: { a: keptAs('h1') },
		...{ remove: [], mend: [], create: [], elsewhere: [], gone: [keptAs('h2')] },
	};
	expect(isSettled(nothing)).toBe(true);
	expect(isSettled({ ...nothing, remove: [keptAs('h1')] })).toBe(false);
	expect(isSettled({ ...nothing, elsewhere: [keptAs('h1')] })).toBe(false);
	expect(isSettled({ ...nothing, create: [want] })).toBe(false);
	const mending = { hook: keptAs('h1'), wanted: want, mend: async () => true };
	expect(isSettled({ ...nothing, mend: [mending] })).toBe(false);
	// Whether it is there is asked once more when something else has to happen.
	expect(isSettled({ ...nothing, remove: [{ ...keptAs('h1'), note: 'missing' }] })).toBe(true);
});
