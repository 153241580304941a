import type { HookRegistry, KeptHook, WantedHook } from './hookRegistry';
import { fingerprint, type KeptHooks, type Plan, planHooks } from './plan';

/** Hooks that were created in a run that then failed, and could not be taken back. */
export interface Leftover {
	readonly id: string;
	readonly reason: unknown;
}

/** How a run ended: with the hooks to keep in the static data, or with why it failed. */
export type Outcome =
	| { readonly hooks: KeptHooks }
	| {
			readonly reason: unknown;
			/** What this run created and could not take back. */
			readonly leftovers: readonly Leftover[];
	  };

/** What has to happen so that the vendor's hooks are what the node wants. */
export async function inspect<Wanted extends WantedHook>(
	registry: HookRegistry<Wanted>,
	wanted: readonly Wanted[],
	kept: KeptHooks,
	trustKept: boolean,
): Promise<Plan<Wanted>> {
	const found = await registry.find?.(Object.values(kept).map(({ id }) => id));
	return planHooks(wanted, kept, found, trustKept);
}

/**
 * Makes the vendor's hooks what the node wants, from any starting point. Running it twice changes nothing; a run that
 * fails takes back what it created.
 */
export async function reconcile<Wanted extends WantedHook>(
	registry: HookRegistry<Wanted>,
	wanted: readonly Wanted[],
	kept: KeptHooks,
): Promise<Outcome> {
	const created: Record<string, KeptHook> = {};
	try {
		const plan = await inspect(registry, wanted, kept, false);
		for (const id of plan.remove) await registry.remove?.(id);
		for (const { id, wanted: want } of plan.mend) await registry.mend?.(id, want);
		for (const want of plan.create) {
			created[want.key] = { id: await registry.create(want), fingerprint: fingerprint(want) };
		}
		const result = { ...plan.keep, ...created };
		if (plan.create.length > 0) await removeUnknown(registry, wanted, result);
		return { hooks: result };
	} catch (reason) {
		return { reason, leftovers: await takeBack(registry, wanted, kept, created) };
	}
}

/**
 * A call that timed out or was answered with a server error may have created a hook all the same, and its repetition
 * a second one.
 */
async function removeUnknown<Wanted extends WantedHook>(
	registry: HookRegistry<Wanted>,
	wanted: readonly Wanted[],
	known: KeptHooks,
): Promise<void> {
	if (!registry.remove) return;
	const ids = Object.values(known).map(({ id }) => id);
	for (const hook of (await registry.find?.(ids)) ?? []) {
		if (!ids.includes(hook.id) && hook.callsUs(wanted)) await registry.remove(hook.id);
	}
}

async function takeBack<Wanted extends WantedHook>(
	registry: HookRegistry<Wanted>,
	wanted: readonly Wanted[],
	kept: KeptHooks,
	created: KeptHooks,
): Promise<Leftover[]> {
	const leftovers: Leftover[] = [];
	for (const { id } of Object.values(created)) {
		try {
			await registry.remove?.(id);
		} catch (reason) {
			leftovers.push({ id, reason });
		}
	}
	try {
		await removeUnknown(registry, wanted, kept);
	} catch (reason) {
		leftovers.push({ id: 'unknown', reason });
	}
	return leftovers;
}

/**
 * Removes every hook of the node.
 *
 * @throws what the vendor's answer to a removal throws, after trying them all
 */
export async function removeAll<Wanted extends WantedHook>(
	registry: HookRegistry<Wanted>,
	wanted: readonly Wanted[],
	kept: KeptHooks,
): Promise<void> {
	const ids = new Set(Object.values(kept).map(({ id }) => id));
	for (const hook of (await registry.find?.([...ids])) ?? []) {
		if (hook.callsUs(wanted)) ids.add(hook.id);
	}
	const failures: unknown[] = [];
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
