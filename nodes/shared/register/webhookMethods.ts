import { type IHookFunctions, type INodeType, NodeOperationError, sleep } from 'n8n-workflow';

import { invalidEntries } from '../receive/checks';
import { processStore, type StateStore } from '../state/store';
import { messageOnly } from './failure';
import type { Registration, WantedHook } from './hooks';
import { BUDGET_MS, type PublishingClock } from './publishing';
import { Registrar } from './registrar';

const defaultClock: PublishingClock = { nowMs: () => Date.now(), sleep, budgetMs: BUDGET_MS };

/** `checkExists`, `create` and `delete` of a trigger node. */
export function webhookMethods<Wanted extends WantedHook>(
	{ validate, hooks }: Registration<Wanted>,
	store: StateStore = processStore,
	clock: PublishingClock = defaultClock,
): NonNullable<INodeType['webhookMethods']> {
	const registrar = hooks && new Registrar(hooks, store, clock);
	return {
		default: {
			async checkExists(this: IHookFunctions) {
				try {
					if (this.getActivationMode() === 'manual') store.of(this).startListening();
					refuseBadAddresses(this);
					await validate?.(this);
				} catch (error) {
					throw messageOnly(this, error);
				}
				return (await registrar?.checkExists(this)) ?? true;
			},

			async create(this: IHookFunctions) {
				await registrar?.create(this);
				return true;
			},

			async delete(this: IHookFunctions) {
				await registrar?.delete(this);
				return true;
			},
		},
	};
}

/** An entry that cannot be read would silently allow nobody. */
function refuseBadAddresses(context: IHookFunctions): void {
	const { allowedIps } = context.getNodeParameter('options', {}) as { allowedIps?: string };
	const [bad] = invalidEntries(allowedIps ?? '');
	if (bad === undefined) return;
	throw new NodeOperationError(
		context.getNode(),
		`Allowed IP Addresses: “${bad}” is neither an IP address nor a CIDR range`,
		{ description: 'Write addresses in full, for example 192.0.2.10 or 2001:db8::/32.' },
	);
}
