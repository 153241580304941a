import { NodeApiError } from 'n8n-workflow';

import type { KeptHook } from '../state/registration';
import type { WantedHook } from './hooks';
import type { Ledger } from './ledger';
import { inParallel, OutOfReach, type Run, Unsettled } from './run';

/**
 * Removes hooks.
 *
 * @throws Unsettled where one of them could not be removed, or is out of reach
 */
export async function remove<Wanted extends WantedHook>(
	run: Run<Wanted>,
	hooks: readonly KeptHook[],
): Promise<void> {
	const { errors, outOfReach } = await removeEach(run, hooks);
	if (errors.length > 0) throw new Unsettled(errors[0]);
	refuseOutOfReach(run.ledger, outOfReach);
}

/** Tries to remove each of them. What could not be removed is in the ledger afterwards. */
export async function removeEach<Wanted extends WantedHook>(
	{ registry, ledger, account }: Run<Wanted>,
	hooks: readonly KeptHook[],
): Promise<{ errors: unknown[]; outOfReach: KeptHook[] }> {
	const errors: unknown[] = [];
	const outOfReach: KeptHook[] = [];
	await inParallel(hooks, async (hook) => {
		const isOthers = hook.account !== undefined && hook.account !== account;
		try {
			if (await registry.remove?.(hook.id)) ledger.drop(hook);
			else if (isOthers) outOfReach.push(hook);
			else ledger.missed(hook);
		} catch (error) {
			ledger.note(hook);
			if (isOthers && isForbidden(error)) outOfReach.push(hook);
			else if (hook.note !== 'missing') errors.push(error);
		}
	});
	return { errors, outOfReach };
}

function isForbidden(error: unknown): boolean {
	return error instanceof NodeApiError && error.httpCode === '403';
}

/** @throws Unsettled to tell the user of hooks that belong to another account */
export function refuseOutOfReach(ledger: Ledger, hooks: readonly KeptHook[]): void {
	if (hooks.length === 0) return;
	ledger.told(hooks);
	throw new Unsettled(new OutOfReach(hooks.map(({ id }) => id)), true);
}
