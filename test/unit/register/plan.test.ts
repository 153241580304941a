import type { Drift, FoundHook } from '../../../nodes/shared/register/hooks';
import {
	fingerprint,
	isSettled,
	type Plan,
	planHooks,
} from '../../../nodes/shared/register/reconcile';
import type { KeptHook } from '../../../nodes/shared/state/registration';
import type { InventedHook } from '../../support/fakeVendor';

const OURS = 'https://n8n.example.com/webhook';
const want: InventedHook = { key: 'a', url: OURS, config: 'new' };
const keptAs = (id: string, wanted: InventedHook = want): KeptHook => ({
	id,
	fingerprint: fingerprint(wanted),
});
const found = (id: string, drift: Drift, url = OURS): FoundHook<InventedHook> => ({
	id,
	callsUs: (wanted) => wanted.some((hook) => hook.url === url),
	drift: () => drift,
});

type Expectation = Partial<Plan<InventedHook>>;
const expectPlan = (plan: Plan<InventedHook>, expected: Expectation) =>
	expect(plan).toEqual({ remove: [], mend: [], create: [], keep: {}, ...expected });

describe('one wanted hook, where the vendor shows its hooks', () => {
	const kept = { a: keptAs('h1') };
	const keep = kept;

	it.each<[string, Record<string, KeptHook>, Array<FoundHook<InventedHook>>, Expectation]>([
		['nothing there', {}, [], { create: [want] }],
		['ours, as wanted', kept, [found('h1', 'none')], { keep }],
		[
			'ours, drifted or off',
			kept,
			[found('h1', 'mend')],
			{ keep, mend: [{ id: 'h1', wanted: want }] },
		],
		['ours, beyond mending', kept, [found('h1', 'replace')], { remove: ['h1'], create: [want] }],
		['ours, and gone', kept, [], { create: [want] }],
		['ours by its URL only', {}, [found('h2', 'none')], { remove: ['h2'], create: [want] }],
		[
			'ours, and one more',
			kept,
			[found('h1', 'none'), found('h2', 'none')],
			{ keep, remove: ['h2'] },
		],
		['gone, and one more', kept, [found('h2', 'none')], { remove: ['h2'], create: [want] }],
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
		['of a key no longer wanted, gone', { b: keptAs('h4') }, [], { create: [want] }],
	])('%s', (_state, keptHooks, vendorHooks, expected) =>
		expectPlan(planHooks([want], keptHooks, vendorHooks, false), expected),
	);

	it('is looked at even where what cannot be seen would be trusted', () =>
		expectPlan(planHooks([want], kept, [], true), { create: [want] }));

	it('shows its vendor what was noted when it was created', () => {
		const drift = jest.fn(() => 'none' as const);
		planHooks([want], kept, [{ ...found('h1', 'none'), drift }], false);
		expect(drift).toHaveBeenCalledWith(want, kept.a);
	});

	it('is noted as it is wanted now', () => {
		const before = { a: keptAs('h1', { ...want, config: 'old' }) };
		expectPlan(planHooks([want], before, [found('h1', 'mend')], false), {
			keep: { a: keptAs('h1') },
			mend: [{ id: 'h1', wanted: want }],
		});
	});
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
	])('%s', (_state, kept, trust, expected) =>
		expectPlan(planHooks([want], kept, undefined, trust), expected),
	);
});

it('with nothing wanted, removes what is ours', () =>
	expectPlan(planHooks([], { a: keptAs('h1') }, [found('h1', 'none')], false), { remove: ['h1'] }));

it('names nothing twice', () => {
	const wants = [want, { ...want, key: 'b' }];
	const kept = { a: keptAs('h1'), b: keptAs('h2') };
	const plan = planHooks(wants, kept, [found('h1', 'replace'), found('h2', 'none')], false);
	expectPlan(plan, { remove: ['h1'], create: [want], keep: { b: keptAs('h2', wants[1]) } });
});

it('is settled when nothing has to happen', () => {
	const nothing: Plan<InventedHook> = {
		remove: [],
		mend: [],
		create: [],
		keep: { a: keptAs('h1') },
	};
	expect(isSettled(nothing)).toBe(true);
	expect(isSettled({ ...nothing, remove: ['h1'] })).toBe(false);
	expect(isSettled({ ...nothing, mend: [{ id: 'h1', wanted: want }] })).toBe(false);
	expect(isSettled({ ...nothing, create: [want] })).toBe(false);
});
