import { NodeApiError } from 'n8n-workflow';

import type { KeptHook } from '../state/registration';
import type { Creation } from '../vendorApi/call';
import type { WantedHook } from './hooks';
import type { Ledger } from './ledger';
import { calls, fingerprint } from './plan';
import { inParallel, OutOfReach, type Run, Unsettled } from './run';

/** Waits (ms) before a creation that left nothing behind is repeated. */
const REPEAT_AFTER_MS = [1_000, 3_000];

/**
 * Makes all of them, or takes back those that were made. What may have been made unseen is looked for; where that is not
 * possible it is not asked for again.
 *
 * @returns the hooks by their keys
 * @throws Unsettled
 */
export async function createAll<Wanted extends WantedHook>(
	run: Run<Wanted>,
	wants: readonly Wanted[],
): Promise<Record<string, KeptHook>> {
	const { time } = run;
	const made: Record<string, KeptHook> = {};
	for (let pending = wants, round = 0; ; round++) {
		const { failure, unclear, notBegun } = await createOnce(run, pending, made);
		if (!failure) return made;
		const missing = await claim(run, unclear, made);
		if (!missing) return await giveUp(run, made, failure, unclear.length);
		pending = [...missing, ...notBegun];
		if (pending.length === 0 && !failure.refused) return made;
		const waitMs = REPEAT_AFTER_MS[round];
		if (failure.refused || waitMs === undefined || !time.mayBegin()) {
			return await giveUp(run, made, failure, 0);
		}
		await time.sleep(waitMs);
	}
}

/** Why not all hooks could be made. */
interface Failure {
	readonly error: Error;
	/** Whether the vendor surely did not make the hook, so that asking for it again is useless. */
	readonly refused: boolean;
}

/** Asks for each of them once, until one of them fails. */
async function createOnce<Wanted extends WantedHook>(
	run: Run<Wanted>,
	wants: readonly Wanted[],
	made: Record<string, KeptHook>,
): Promise<{ failure: Failure | undefined; unclear: Wanted[]; notBegun: Wanted[] }> {
	const failures: Failure[] = [];
	const unclear: Wanted[] = [];
	const notBegun: Wanted[] = [];
	await inParallel(wants, async (want) => {
		if (failures.length > 0) return void notBegun.push(want);
		const creation = await run.registry.create(want).catch(refusal);
		if ('id' in creation) return note(run, want, creation.id, made);
		failures.push({ error: creation.error, refused: !creation.mayExist });
		if (creation.mayExist) unclear.push(want);
	});
	return { failure: failures.find(({ refused }) => refused) ?? failures[0], unclear, notBegun };
}

/** What was thrown instead of being answered: nothing was sent. */
function refusal(error: Error): Creation {
	return { error, mayExist: false };
}

function note<Wanted extends WantedHook>(
	{ registry, account, ledger }: Run<Wanted>,
	want: Wanted,
	id: string,
	made: Record<string, KeptHook>,
): void {
	const hook = { id, fingerprint: fingerprint(registry, want), account };
	made[want.key] = hook;
	ledger.note(hook);
}

/**
 * Looks for hooks of which it is unclear whether they were made, and claims those that are there. Others that call the
 * node, made by calls that came late or not to be told apart, are noted for being removed.
 *
 * @returns what is not there; undefined where the vendor cannot be asked
 */
async function claim<Wanted extends WantedHook>(
	run: Run<Wanted>,
	unclear: readonly Wanted[],
	made: Record<string, KeptHook>,
): Promise<Wanted[] | undefined> {
	const { registry, ledger, url } = run;
	if (unclear.length === 0) return [];
	const known = new Set(ledger.all.map(({ id }) => id));
	const found = await registry.list?.().catch(() => undefined);
	if (!found) return undefined;
	const strays = found.filter((hook) => calls(hook, url) && !known.has(hook.id));
	let missing = [...unclear];
	for (const hook of strays) {
		const [want, ...others] = missing.filter((each) => hook.drift(each, true) === 'none');
		if (want && others.length === 0) {
			note(run, want, hook.id, made);
			missing = missing.filter((each) => each !== want);
		} else {
			ledger.note({ id: hook.id, fingerprint: '' });
		}
	}
	return missing;
}

/**
 * Takes back what was made. Where it cannot be removed, it is kept to be used by the next try.
 *
 * @param unclear how many hooks there may be of which nobody knows the id
 */
async function giveUp<Wanted extends WantedHook>(
	run: Run<Wanted>,
	made: Readonly<Record<string, KeptHook>>,
	{ error }: Failure,
	unclear: number,
): Promise<never> {
	const { registry, ledger, time } = run;
	ledger.unknown += unclear;
	time.takingBack();
	if (registry.remove) await removeEach(run, Object.values(made));
	else ledger.want({ ...ledger.wanted, ...made });
	// Another try in the same publishing would make more of them.
	throw new Unsettled(error, unclear > 0 && !registry.list);
}

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
