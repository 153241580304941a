import type { FoundHook, KeptHook, WantedHook } from './hookRegistry';

/** A node's hooks by the key of what was wanted. */
export type KeptHooks = Readonly<Record<string, KeptHook>>;

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
