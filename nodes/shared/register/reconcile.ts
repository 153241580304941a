import type { HookRegistry, KeptHook, WantedHook } from './hookRegistry';
import { fingerprint, type KeptHooks, type Plan, planHooks } from './plan';

/** Hooks that were created in a run that then failed, and could not be taken back. */
export interface Leftover {
	readonly id: string;
	readonly reason: unknown;
}

/** How a run ended: with the hooks to keep in the static data, or with why it failed. */
export type ReconcileResult =
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
