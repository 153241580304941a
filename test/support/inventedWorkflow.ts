import type { INodeType } from 'n8n-workflow';

import type { FoundHook, HookRegistry, Registration } from '../../nodes/shared/register/hooks';
import { webhookMethods } from '../../nodes/shared/register/webhookMethods';
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
			hooks: {
				api: { name: 'Vendor', credentialType: inventedToken.credential },
				token: inventedToken,
				wanted: (_context, url, secret) =>
					keys().map((key) => ({ key, url, config: `${key} ${secret}` })),
				registry,
			},
		};
		const clock = { nowMs: () => Date.now(), sleep: async () => {}, budgetMs: 60_000 };
		return {
			...inventedTrigger(sender, dependencies),
			webhookMethods: webhookMethods<InventedHook>(registration, store, clock),
		};
	});
}

/** The secret that a hook of an invented vendor was made with. */
export function secretOf({ config }: { readonly config: string }): string {
	return config.split(' ')[1] ?? '';
}

/** A vendor's calls, after each of which `pause` is waited for: what it does, it does before its answer arrives. */
export function slowly(
	{ list, create, remove }: HookRegistry<InventedHook>,
	pause: () => Promise<void>,
): HookRegistry<InventedHook> {
	const after = async <T>(call: Promise<T>): Promise<T> => {
		const answer = await call;
		await pause();
		return answer;
	};
	const slow = (hook: FoundHook<InventedHook>): FoundHook<InventedHook> => ({
		...hook,
		mend: async (...wanted) => await after(hook.mend?.(...wanted) ?? Promise.resolve(false)),
	});
	return {
		...(list && { list: async () => (await after(list())).map(slow) }),
		create: async (wanted) => await after(create(wanted)),
		...(remove && { remove: async (id: string) => await after(remove(id)) }),
	};
}
