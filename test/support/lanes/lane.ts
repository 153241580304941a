import type { IDataObject } from 'n8n-workflow';
import type { Delivery, DeliveryOverrides, Dialect } from '../../simulators';
import type { TriggerSpec } from '../workflows';

/**
 * One way an event gets from a vendor into n8n, the vendor being played by a simulator of the lane's own. The demo and
 * the end-to-end tests walk all lanes with the same steps.
 */
export interface Lane {
	/** What the demo calls it. */
	title: string;
	/** Short name for URLs and workflows. */
	slug: string;
	/** What `delivery` of the item must say. */
	expected: { eventType: string; verified: string };
	credential: {
		type: string;
		data: IDataObject;
		/** What the user might get wrong, so that the credential's test must fail. */
		mistake: IDataObject;
	};
	trigger: Omit<TriggerSpec, 'credentials'>;
	/** What the user does at the vendor by hand, where the vendor's API makes no such hook. */
	setUp?(productionUrl: string): Promise<void>;
	/** What the user undoes there by hand. */
	tearDown?(): void;
	/** The URLs that the vendor delivers to. */
	hooks(): string[];
	/** True where the vendor's API cannot delete what the node registered. */
	keepsHook?: boolean;
	/**
	 * Delivers a documented payload, with an id and a time of its own.
	 *
	 * @param hook one of the lane's hooks; default its only one
	 */
	deliver(overrides?: DeliveryOverrides, hook?: string): Promise<Delivery>;
	/** How somebody who does not know the secret delivers. */
	forgery(): DeliveryOverrides;
	close(): Promise<void>;
}

/** Starts a lane whose vendor speaks this dialect; `documented` unless said otherwise. */
export type LaneStarter = (dialect?: Dialect) => Promise<Lane>;

/** The one element; throws when there is none or more. */
export function only<T>(elements: Iterable<T>): T {
	const [first, ...others] = elements;
	if (first === undefined || others.length > 0) {
		throw new Error(`Expected one, found ${first === undefined ? 'none' : others.length + 1}`);
	}
	return first;
}

/** The id of the hook with this URL; of the only hook, when no URL is given. */
export function idOf(hooks: Map<string, unknown>, urls: string[], url = only(urls)): string {
	const id = [...hooks.keys()][urls.indexOf(url)];
	if (id === undefined) throw new Error(`There is no hook ${url}`);
	return id;
}

/** The callback URL as somebody would call it who guessed the token. */
export function withForgedToken(url: string): string {
	const forged = new URL(url);
	forged.searchParams.set('token', 'x'.repeat(43));
	return forged.href;
}
