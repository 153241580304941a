import type { INodeType } from 'n8n-workflow';

import type { HookRegistry } from '../../nodes/shared/register/hooks';
import { type Registration, webhookMethods } from '../../nodes/shared/register/webhookMethods';
import { StateStore } from '../../nodes/shared/state/store';
import type { InventedHook } from './fakeVendor';
import { inventedDependencies, inventedSender, inventedTrigger } from './inventedTrigger';
import { Sleeps } from './sleeps';

/** Where the API token of invented triggers stands. */
export const inventedToken = { credential: 'inventedApi', field: 'token' };

/** A trigger that makes its own hooks, as a test describes it. */
export interface RegisteringTrigger {
	/** The keys of the hooks that its fields ask for. */
	keys(): readonly string[];
	registry(): HookRegistry<InventedHook>;
}

/** The triggers of a workflow as one process of n8n runs them: what they share is its memory. */
export function inProcess(
	triggers: readonly RegisteringTrigger[],
	store = new StateStore(),
): INodeType[] {
	return triggers.map(({ keys, registry }) => {
		const sender = inventedSender({
			authentication: async (_context, from) => ({ tokens: await from.ownSecrets(inventedToken) }),
		});
		const dependencies = { ...inventedDependencies(new Sleeps()), store };
		const registration: Registration<InventedHook> = {
			token: inventedToken,
			prepare: (_context, url, secret) => ({
				wanted: keys().map((key) => ({ key, url, config: `${key} ${secret}` })),
				registry: registry(),
			}),
		};
		return {
			...inventedTrigger(sender, dependencies),
			webhookMethods: webhookMethods<InventedHook>(registration, store),
		};
	});
}

/** The secret that a hook of an invented vendor was made with. */
export function secretOf({ config }: { readonly config: string }): string {
	return config.split(' ')[1] ?? '';
}
