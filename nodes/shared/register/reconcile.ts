import { createAll, refuseOutOfReach, remove, removeEach } from './changes';
import type { FoundHook, WantedHook } from './hooks';
import { fingerprint, type Mending, type Plan, planHooks } from './plan';
import { inParallel, type Run, unsettled, Unsettled } from './run';

/**
 * What has to happen so that the vendor's hooks are what the node wants.
 *
 * @param trustKept whether hooks that cannot be seen are believed to be there, and leftovers do not matter
 */
export async function inspect<Wanted extends WantedHook>(
	run: Run<Wanted>,
	trustKept: boolean,
): Promise<Plan<Wanted>> {
	const { registry, ledger } = run;
	const ids = ledger.all.map(({ id }) => id);
	const found = await (registry.list?.() ?? registry.lookUp?.(ids));
	return planFor(run, found, trustKept);
}

/** As `inspect`, without looking: a hook that was noted is believed to be there. */
export function planUnseen<Wanted extends WantedHook>(
	run: Run<Wanted>,
	trustKept: boolean,
): Plan<Wanted> {
	return planFor(run, undefined, trustKept);
}

function planFor<Wanted extends WantedHook>(
	{ registry, wanted, url, account, ledger }: Run<Wanted>,
	found: ReadonlyArray<FoundHook<Wanted>> | undefined,
	trustKept: boolean,
): Plan<Wanted> {
	return planHooks({
		wanted,
		hooks: ledger.wanted,
		leftovers: trustKept ? [] : ledger.leftovers,
		found,
		// What can be neither seen nor removed would be created anew with each activation.
		trustKept: trustKept || !registry.remove,
		url,
		account,
		fingerprint: (want) => fingerprint(registry, want),
	});
}

/**
 * Makes the vendor's hooks what the node wants, from any starting point. Running it twice ends the same: hooks that can
 * be seen stay as they are, those that cannot are replaced. A run that fails takes back what it made; what it cannot
 * take back stays in the ledger.
 *
 * @throws Unsettled
 */
export async function reconcile<Wanted extends WantedHook>(run: Run<Wanted>): Promise<void> {
	const { registry, ledger } = run;
	const plan = await inspect(run, false).catch(unsettled);
	if (registry.list) ledger.unknown = 0;
	for (const hook of plan.gone) ledger.drop(hook);
	refuseOutOfReach(ledger, plan.elsewhere);

	const replaced = await mendAll(plan);
	const keep = { ...plan.keep };
	for (const { wanted } of replaced) delete keep[wanted.key];

	// Where hooks are listed only what is wrong is replaced, and it goes first, for such vendors limit how many there may
	// be. Where they are not, all are replaced each time, and that must not leave a gap: the new ones come first. They have
	// the address and secret of the old ones, so that what comes twice meanwhile are copies.
	if (registry.list) await remove(run, [...plan.remove, ...replaced.map(({ hook }) => hook)]);
	const made = await createAll(run, [...plan.create, ...replaced.map(({ wanted }) => wanted)]);
	ledger.want({ ...keep, ...made });
	if (registry.remove) await remove(run, ledger.removable(run.account));
	else for (const hook of ledger.leftovers) ledger.drop(hook);
	ledger.settled();
}

/**
 * Removes every hook of the node. What could not be removed stays in the ledger.
 *
 * @throws Unsettled with what the vendor answered to the first call that failed, after trying them all
 */
export async function removeAll<Wanted extends WantedHook>(run: Run<Wanted>): Promise<void> {
	const { ledger } = run;
	const none = { ...run, wanted: [] };
	const failures: unknown[] = [];
	const plan = await inspect(none, false).catch((error: unknown) => {
		failures.push(error);
		return planUnseen(none, false);
	});
	for (const hook of plan.gone) ledger.drop(hook);
	const { errors, outOfReach } = await removeEach(run, plan.remove);
	for (const hook of [...outOfReach, ...plan.elsewhere]) ledger.setAside(hook);
	const [failure] = [...failures, ...errors];
	if (failure !== undefined) throw new Unsettled(failure);
}

/** @returns those that the vendor does not change */
async function mendAll<Wanted extends WantedHook>({
	mend,
}: Plan<Wanted>): Promise<Array<Mending<Wanted>>> {
	const done = await inParallel(mend, async (mending) => await mending.mend()).catch(unsettled);
	return mend.filter((_mending, index) => !done[index]);
}
