import type { KeptHook, KeptHooks } from '../state/registration';
import type { FoundHook, HookRegistry, WantedHook } from './hooks';

/** What has to happen at the vendor. */
export interface Plan<Wanted> {
	/** Ids of hooks that are ours and not wanted. */
	readonly remove: readonly string[];
	readonly mend: ReadonlyArray<{ readonly id: string; readonly wanted: Wanted }>;
	readonly create: readonly Wanted[];
	/** What stays as it is. */
	readonly keep: KeptHooks;
}

/** What was asked for, as text: two wants with the same text are the same. */
export function fingerprint(wanted: WantedHook): string {
	return JSON.stringify(wanted);
}

/** Whether the vendor's hooks are what the node wants already. */
export function isSettled(plan: Plan<unknown>): boolean {
	return plan.remove.length + plan.mend.length + plan.create.length === 0;
}

/**
 * Compares what a node wants with what it created and what the vendor has.
 *
 * @param found the vendor's hooks, or undefined where they cannot be seen
 * @param trustKept whether a hook that cannot be seen is believed to be there
 */
export function planHooks<Wanted extends WantedHook>(
	wanted: readonly Wanted[],
	kept: KeptHooks,
	found: ReadonlyArray<FoundHook<Wanted>> | undefined,
	trustKept: boolean,
): Plan<Wanted> {
	const remove = new Set<string>();
	const mend: Array<{ id: string; wanted: Wanted }> = [];
	const create: Wanted[] = [];
	const keep: Record<string, KeptHook> = {};

	for (const want of wanted) {
		const existing = kept[want.key];
		const drift = existing ? driftOf(want, existing, found, trustKept) : 'gone';
		if (existing && (drift === 'none' || drift === 'mend')) {
			keep[want.key] = { id: existing.id, fingerprint: fingerprint(want) };
			if (drift === 'mend') mend.push({ id: existing.id, wanted: want });
		} else {
			if (existing && drift === 'replace') remove.add(existing.id);
			create.push(want);
		}
	}

	const keptIds = new Set(Object.values(keep).map(({ id }) => id));
	const visible = found ? new Set(found.map(({ id }) => id)) : undefined;
	for (const { id } of Object.values(kept)) {
		if (!keptIds.has(id) && (visible?.has(id) ?? true)) remove.add(id);
	}
	for (const hook of found ?? []) {
		if (!keptIds.has(hook.id) && hook.callsUs(wanted)) remove.add(hook.id);
	}
	return { remove: [...remove], mend, create, keep };
}

function driftOf<Wanted extends WantedHook>(
	wanted: Wanted,
	kept: KeptHook,
	found: ReadonlyArray<FoundHook<Wanted>> | undefined,
	trustKept: boolean,
): 'none' | 'mend' | 'replace' | 'gone' {
	if (!found) return trustKept && kept.fingerprint === fingerprint(wanted) ? 'none' : 'replace';
	const hook = found.find(({ id }) => id === kept.id);
	return hook ? hook.drift(wanted, kept) : 'gone';
}

/** Hooks that were created in a run that then failed, and could not be taken back. */
export interface Leftover {
	readonly id: string;
	readonly reason: unknown;
}

/** How a run ended: with the hooks to keep in the static data, or with why it failed. */
type ReconcileResult =
	| { readonly hooks: KeptHooks }
	| {
			readonly reason: unknown;
			/** What this run created and could not take back. */
			readonly leftovers: readonly Leftover[];
	  };

/** Stands in a leftover for hooks that may be there, where the vendor would not say so. */
export const UNKNOWN_ID = 'unknown';

/** What has to happen so that the vendor's hooks are what the node wants. */
export async function inspect<Wanted extends WantedHook>(
	registry: HookRegistry<Wanted>,
	wanted: readonly Wanted[],
	kept: KeptHooks,
	trustKept: boolean,
): Promise<Plan<Wanted>> {
	const found = await registry.find?.(idsOf(kept));
	// What can be neither seen nor removed would be created anew with each activation.
	return planHooks(wanted, kept, found, trustKept || !registry.remove);
}

/**
 * Makes the vendor's hooks what the node wants, from any starting point. Running it twice ends the same: hooks that can
 * be seen stay as they are, those that cannot are replaced. A run that fails takes back what it created.
 */
export async function reconcile<Wanted extends WantedHook>(
	registry: HookRegistry<Wanted>,
	wanted: readonly Wanted[],
	kept: KeptHooks,
): Promise<ReconcileResult> {
	const created: Record<string, KeptHook> = {};
	let creating = false;
	try {
		const plan = await inspect(registry, wanted, kept, false);
		for (const id of plan.remove) await registry.remove?.(id);
		for (const { id, wanted: want } of plan.mend) await registry.mend?.(id, want);
		for (const want of plan.create) {
			creating = true;
			created[want.key] = { id: await registry.create(want), fingerprint: fingerprint(want) };
		}
		const result = { ...plan.keep, ...created };
		if (creating) {
			for (const id of await findUnknown(registry, wanted, result)) await registry.remove?.(id);
		}
		return { hooks: result };
	} catch (reason) {
		const leftovers = creating ? await takeBack(registry, wanted, kept, created) : [];
		return { reason, leftovers };
	}
}

/**
 * Hooks that call us and that nobody knows of: a creation that timed out or was answered with a server error may have
 * created a hook all the same, and its repetition a second one. None where they could not be removed.
 */
async function findUnknown<Wanted extends WantedHook>(
	registry: HookRegistry<Wanted>,
	wanted: readonly Wanted[],
	known: KeptHooks,
): Promise<string[]> {
	if (!registry.remove) return [];
	const ids = idsOf(known);
	const found = (await registry.find?.(ids)) ?? [];
	return found.filter((hook) => !ids.includes(hook.id) && hook.callsUs(wanted)).map(({ id }) => id);
}

async function takeBack<Wanted extends WantedHook>(
	registry: HookRegistry<Wanted>,
	wanted: readonly Wanted[],
	kept: KeptHooks,
	created: KeptHooks,
): Promise<Leftover[]> {
	const leftovers: Leftover[] = [];
	const ids = new Set(idsOf(created));
	try {
		for (const id of await findUnknown(registry, wanted, kept)) ids.add(id);
	} catch (reason) {
		leftovers.push({ id: UNKNOWN_ID, reason });
	}
	for (const id of ids) {
		try {
			if (!registry.remove) throw new Error('The vendor offers no way to remove it');
			await registry.remove(id);
		} catch (reason) {
			leftovers.unshift({ id, reason });
		}
	}
	return leftovers;
}

/**
 * Removes every hook of the node.
 *
 * @throws what the vendor answered to the first call that failed, after trying them all
 */
export async function removeAll<Wanted extends WantedHook>(
	registry: HookRegistry<Wanted>,
	wanted: readonly Wanted[],
	kept: KeptHooks,
): Promise<void> {
	const ids = new Set(idsOf(kept));
	const failures: unknown[] = [];
	try {
		for (const hook of (await registry.find?.([...ids])) ?? []) {
			if (hook.callsUs(wanted)) ids.add(hook.id);
		}
	} catch (reason) {
		failures.push(reason);
	}
	// One after the other, for vendors limit the calls at once.
	for (const id of ids) {
		try {
			await registry.remove?.(id);
		} catch (reason) {
			failures.push(reason);
		}
	}
	if (failures.length > 0) throw failures[0];
}

function idsOf(hooks: KeptHooks): string[] {
	return Object.values(hooks).map(({ id }) => id);
}
