import type { KeptHook } from '../state/registration';

/** A hook as the node wants it. `key` tells a node's hooks apart, for example by event type. */
export interface WantedHook {
	readonly key: string;
	readonly url: string;
}

/** How a hook at the vendor differs from what the node wants. `replace` where the vendor cannot change it. */
export type Drift = 'none' | 'mend' | 'replace';

/** A hook as the vendor has it. */
export interface FoundHook<Wanted> {
	readonly id: string;
	/** Whether it calls this node, whoever made it and whatever became of its id. */
	callsUs(wanted: readonly Wanted[]): boolean;
	/** @param kept what this node noted of it, for vendors that do not show what a hook was created with */
	drift(wanted: Wanted, kept: KeptHook): Drift;
}

/** A vendor's hooks: the few calls in which vendors differ. All of them throw what `callApi` throws. */
export interface HookRegistry<Wanted extends WantedHook> {
	/**
	 * Looks at the vendor's hooks. Absent where the vendor offers no way to.
	 *
	 * @param keptIds for vendors that show a hook only to whom knows its id
	 */
	find?(keptIds: readonly string[]): Promise<Array<FoundHook<Wanted>>>;
	/** Creates a hook and returns its id. */
	create(wanted: Wanted): Promise<string>;
	/** Makes a hook what is wanted, enabled. Called only where `drift` says `mend`. */
	mend?(id: string, wanted: Wanted): Promise<void>;
	/**
	 * Removes a hook. That it is gone already is a success. Absent where the vendor offers no way to: then what was
	 * created is kept through deactivation, to be used again.
	 */
	remove?(id: string): Promise<void>;
}
