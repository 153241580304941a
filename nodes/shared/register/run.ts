import { Turns } from '../vendorApi/limits';
import type { HookRegistry, WantedHook } from './hooks';
import type { Ledger } from './ledger';

/** What a run goes by: the time that there is for it. */
export interface RunTime {
	sleep(ms: number): Promise<unknown>;
	/** Whether there is time left to begin with one more hook. */
	mayBegin(): boolean;
	/** From now on only what was made is taken back. */
	takingBack(): void;
}

/** A vendor, what a node wants of it, and what is known of the hooks there. */
export interface Run<Wanted extends WantedHook> {
	readonly registry: HookRegistry<Wanted>;
	readonly wanted: readonly Wanted[];
	/** The node's URL. */
	readonly url: string;
	/** The account that the calls are made for. */
	readonly account: string;
	readonly ledger: Ledger;
	readonly time: RunTime;
}

/** Why a run did not succeed. */
export class Unsettled extends Error {
	/** @param isFinal whether another try in the same publishing would make it worse, or cannot help */
	constructor(
		readonly reason: unknown,
		readonly isFinal = false,
	) {
		super(reason instanceof Error ? reason.message : String(reason));
	}
}

/** Hooks that the current token does not reach. */
export class OutOfReach extends Error {
	constructor(readonly ids: readonly string[]) {
		super(ids.join(', '));
	}
}

/** @throws Unsettled with this reason */
export function unsettled(error: unknown): never {
	throw new Unsettled(error);
}

/** Hooks are made and removed so many at once, or fewer where the vendor takes fewer calls. */
const AT_ONCE = 5;

/** Runs the work for each entry, so many at once, in order; the first error is thrown once all have ended. */
export async function inParallel<Entry, Result>(
	entries: readonly Entry[],
	work: (entry: Entry) => Promise<Result>,
): Promise<Result[]> {
	const turns = new Turns();
	const all = entries.map(
		async (entry) => await turns.run('', AT_ONCE, async () => await work(entry)),
	);
	await Promise.allSettled(all);
	return await Promise.all(all);
}
