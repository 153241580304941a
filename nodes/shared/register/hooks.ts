import type { IHookFunctions } from 'n8n-workflow';

import type { TokenField } from '../state/secret';
import type { Creation } from '../vendorApi/call';
import type { VendorClient } from '../vendorApi/client';
import type { VendorApi } from '../vendorApi/vendorApi';

/** What a vendor declares of its registration. */
export interface Registration<Wanted extends WantedHook = never> {
	/**
	 * Refuses settings with which the trigger could not work or could not authenticate its sender.
	 *
	 * @throws NodeOperationError
	 */
	validate?(context: IHookFunctions): Promise<void> | void;

	/** How hooks are made at the vendor; absent where the user always gives the URL to the sender. */
	readonly hooks?: VendorHooks<Wanted>;
}

/** How a trigger makes its hooks at a vendor. */
export interface VendorHooks<Wanted extends WantedHook> {
	readonly api: VendorApi;

	/** Where the API token stands from which the node's own secret is derived. */
	readonly token: TokenField;

	/** Hooks can be neither changed nor removed, so that the secret that they were made with stays the node's. */
	readonly arePermanent?: boolean;

	/** What the vendor calls a hook. Default: webhook. */
	readonly noun?: string;

	/** Where the user finds hooks that the API does not list: `Look in … under …`. */
	readonly whereToFind?: string;

	/** Whether the user registers the URL by hand. Default: never. */
	byHand?(context: IHookFunctions): boolean;

	/**
	 * The hooks that the node wants.
	 *
	 * @param url the node's URL
	 * @param secret the node's own secret
	 * @throws NodeOperationError when a field makes no sense
	 */
	wanted(context: IHookFunctions, url: string, secret: string): readonly Wanted[];

	/** The vendor's calls. */
	registry(client: VendorClient, context: IHookFunctions): HookRegistry<Wanted>;
}

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
	/** The address that it calls, where the vendor shows it. A hook that calls the node is the node's, whoever made it. */
	readonly url?: string;
	/** @param asAsked whether what the vendor does not show of it is what was asked for when it was made */
	drift(wanted: Wanted, asAsked: boolean): Drift;
	/**
	 * Makes it what is wanted, enabled. Called only where `drift` says `mend`.
	 *
	 * @returns false where the vendor does not do it, so that the hook has to be replaced
	 */
	mend?(wanted: Wanted, asAsked: boolean): Promise<boolean>;
}

/** A vendor's hooks: the few calls in which vendors differ. All of them throw what `callApi` throws. */
export interface HookRegistry<Wanted extends WantedHook> {
	/** Lists the account's hooks. Absent where the vendor offers no way to. */
	list?(): Promise<Array<FoundHook<Wanted>>>;
	/** In the place of `list`, where the vendor shows a hook only to whom knows its id: those that are there. */
	lookUp?(ids: readonly string[]): Promise<Array<FoundHook<Wanted>>>;
	/** What of a hook the vendor does not show. Default: all of it. */
	unseen?(wanted: Wanted): unknown;
	/** Creates a hook. Called once for each that is wanted, as many at once as there are. */
	create(wanted: Wanted): Promise<Creation>;
	/**
	 * Removes a hook; false when the vendor knows no such hook. Absent where the vendor offers no way to: then what was
	 * created is kept through deactivation, to be used again.
	 */
	remove?(id: string): Promise<boolean>;
}
