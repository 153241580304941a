import { createHash } from 'node:crypto';

import type { KeptHook, KeptHooks } from '../state/registration';
import type { FoundHook, HookRegistry, WantedHook } from './hooks';

/** What a plan is made from. */
export interface Situation<Wanted> {
	readonly wanted: readonly Wanted[];
	/** The node's hooks as it kept them. */
	readonly hooks: KeptHooks;
	/** Hooks that the node made and no longer wants. */
	readonly leftovers: readonly KeptHook[];
	/** The vendor's hooks, or undefined where they cannot be seen. */
	readonly found: ReadonlyArray<FoundHook<Wanted>> | undefined;
	/** Whether a hook that cannot be seen is believed to be there, if it is what was asked for. */
	readonly trustKept: boolean;
	/** The node's URL. */
	readonly url: string;
	/** The account whose hooks can be seen and removed. */
	readonly account: string;
	/** What was asked for, as a short text: two wants with the same text are the same. */
	fingerprint(wanted: Wanted): string;
}

/** A hook that has to be changed. */
export interface Mending<Wanted> {
	readonly hook: KeptHook;
	readonly wanted: Wanted;
	/** Changes it; false where the vendor does not do it. */
	mend(): Promise<boolean>;
}

/** What has to happen at the vendor. */
export interface Plan<Wanted> {
	/** What stays as it is, by key. */
	readonly keep: KeptHooks;
	readonly mend: ReadonlyArray<Mending<Wanted>>;
	readonly create: readonly Wanted[];
	/** Hooks of this node that are not wanted. */
	readonly remove: readonly KeptHook[];
	/** Hooks of this node that were made in another account, and so are out of reach; the user has not been told yet. */
	readonly elsewhere: readonly KeptHook[];
	/** Hooks that were noted and are gone. */
	readonly gone: readonly KeptHook[];
}

/** What tells whether the same is wanted as before, as far as the vendor does not show it. */
export function fingerprint<Wanted extends WantedHook>(
	{ unseen }: HookRegistry<Wanted>,
	wanted: Wanted,
): string {
	const text = JSON.stringify(unseen ? unseen(wanted) : wanted);
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** Whether the vendor's hooks are what the node wants already, and nobody has to be told of anything. */
export function isSettled({ create, mend, remove, elsewhere }: Plan<unknown>): boolean {
	const removable = remove.filter(({ note }) => note !== 'missing');
	return [create, mend, removable, elsewhere].every(({ length }) => length === 0);
}

/** Compares what a node wants with what it noted and what the vendor has. */
export function planHooks<Wanted extends WantedHook>(situation: Situation<Wanted>): Plan<Wanted> {
	const { wanted, hooks, leftovers, found, trustKept, url } = situation;
	const keep: Record<string, KeptHook> = {};
	const mend: Array<Mending<Wanted>> = [];
	const create: Wanted[] = [];
	for (const want of wanted) {
		const known = hooks[want.key];
		const fingerprint = situation.fingerprint(want);
		const asAsked = known?.fingerprint === fingerprint;
		const seen = found?.find(({ id }) => id === known?.id);
		const drift = found
			? (seen?.drift(want, asAsked) ?? 'replace')
			: trustKept && asAsked
				? 'none'
				: 'replace';
		if (!known || drift === 'replace') {
			create.push(want);
			continue;
		}
		const hook = asSeen(situation, { ...known, fingerprint });
		keep[want.key] = hook;
		if (drift !== 'mend') continue;
		mend.push({
			hook,
			wanted: want,
			mend: async () => (await seen?.mend?.(want, asAsked)) ?? false,
		});
	}

	const wantedIds = new Set(Object.values(keep).map(({ id }) => id));
	const others = [...Object.values(hooks), ...leftovers].filter(({ id }) => !wantedIds.has(id));
	const noted = new Set(others.map(({ id }) => id));
	const strays = (found ?? [])
		.filter((hook) => calls(hook, url) && !wantedIds.has(hook.id) && !noted.has(hook.id))
		.map(({ id }) => ({ id, fingerprint: '' }));
	const of = (place: Place) => others.filter((hook) => placeOf(situation, hook) === place);
	return {
		keep,
		mend,
		create,
		remove: [...of('here'), ...strays].map((hook) => asSeen(situation, hook)),
		elsewhere: of('elsewhere'),
		gone: of('gone'),
	};
}

/** Whether a hook calls the node, with or without a token in its address. */
export function calls({ url: called }: FoundHook<never>, url: string): boolean {
	return called === url || called?.startsWith(`${url}?`) === true;
}

type Place = 'here' | 'elsewhere' | 'told' | 'gone';

/** Where a hook is that the node made: a list tells, and where there is none only the attempt to remove it. */
function placeOf<Wanted>({ found, account }: Situation<Wanted>, hook: KeptHook): Place {
	if (found?.some(({ id }) => id === hook.id)) return 'here';
	const isOthers = hook.account !== undefined && hook.account !== account;
	if (isOthers && hook.note === 'told') return 'told';
	if (!found) return 'here';
	return isOthers ? 'elsewhere' : 'gone';
}

/** What is to be noted of a hook that can be seen: it is there, and in this account. */
function asSeen<Wanted>({ found, account }: Situation<Wanted>, hook: KeptHook): KeptHook {
	if (!found) return hook;
	const { id, fingerprint } = hook;
	return { id, fingerprint, account };
}
