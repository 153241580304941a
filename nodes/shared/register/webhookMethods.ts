import {
	type IDataObject,
	type IHookFunctions,
	type INodeType,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { invalidEntries } from '../receive/checks';
import { modeOfHook, type NodeState } from '../state/node';
import type { KeptHooks, Mode } from '../state/registration';
import type { TokenField } from '../state/secret';
import { processStore, type StateStore } from '../state/store';
import type { HookRegistry, WantedHook } from './hooks';
import {
	inspect,
	isSettled,
	type Leftover,
	planHooks,
	reconcile,
	removeAll,
	UNKNOWN_ID,
} from './reconcile';

/** The hooks that a node wants, and where to make them. */
interface Target<Wanted extends WantedHook> {
	readonly wanted: readonly Wanted[];
	readonly registry: HookRegistry<Wanted>;
}

/** What a vendor declares of its registration. */
export interface Registration<Wanted extends WantedHook> {
	/** Where the API token stands from which the node's own secret is derived; absent where hooks are not made by the node. */
	readonly token?: TokenField;

	/**
	 * The hooks that the node wants, and where to make them. Undefined when the user registers the URL by hand.
	 *
	 * @param url the node's URL
	 * @param secret the node's own secret
	 * @throws NodeOperationError when a field makes no sense
	 */
	prepare(context: IHookFunctions, url: string, secret: string): Target<Wanted> | undefined;

	/**
	 * Refuses settings with which the trigger could not work or could not authenticate its sender.
	 *
	 * @throws NodeOperationError
	 */
	validate?(context: IHookFunctions): Promise<void> | void;
}

/** `checkExists`, `create` and `delete` of a trigger node. */
export function webhookMethods<Wanted extends WantedHook>(
	registration: Registration<Wanted>,
	store: StateStore = processStore,
): NonNullable<INodeType['webhookMethods']> {
	return {
		default: {
			async checkExists(this: IHookFunctions) {
				refuseBadAddresses(this);
				await registration.validate?.(this);
				const { url, state, mode } = locate(this, store);
				const slot = state.registration(mode);
				const target = registration.prepare(this, url, slot?.secret ?? '');
				if (!target) return true;
				if (!slot) return target.wanted.length === 0;
				const restart = isRestart(this);
				const look = async () =>
					isSettled(await inspect(target.registry, target.wanted, slot.hooks, restart));
				if (!restart || !canBelieve(target, slot)) return await look();
				try {
					return await look();
				} catch (error) {
					this.logger.error(`Webhooks are believed to be there: ${(error as Error).message}`);
					return true;
				}
			},

			async create(this: IHookFunctions) {
				const { url, state, mode } = locate(this, store);
				const before = state.registration(mode);
				const secret = before?.secret ?? (await freshSecret(this, registration.token, state, mode));
				const target = registration.prepare(this, url, secret);
				if (!target) return true;
				const outcome = await state.whileChanging(
					async () => await reconcile(target.registry, target.wanted, before?.hooks ?? {}),
				);
				if ('reason' in outcome) throw failure(this, outcome.reason, outcome.leftovers);
				state.keep(this, mode, { url, secret, hooks: outcome.hooks });
				return true;
			},

			async delete(this: IHookFunctions) {
				const { url, state, mode } = locate(this, store);
				const slot = state.registration(mode);
				const target = registration.prepare(this, url, slot?.secret ?? '');
				if (!target?.registry.remove) return true;
				await state.whileChanging(
					async () => await removeAll(target.registry, target.wanted, slot?.hooks ?? {}),
				);
				state.forget(this, mode);
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

/**
 * Whether hooks may be believed to be there when the vendor does not answer after a restart. An error would have n8n
 * remove the hooks of a workflow that is active, and events would be lost until it tries again.
 */
function canBelieve<Wanted extends WantedHook>(
	{ wanted, registry }: Target<Wanted>,
	{ hooks }: { readonly hooks: KeptHooks },
): boolean {
	return registry.remove !== undefined && isSettled(planHooks(wanted, hooks, undefined, true));
}

/** On these n8n only takes up again what was active; hooks that cannot be seen are believed to be there. */
function isRestart(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

async function freshSecret(
	context: IHookFunctions,
	token: TokenField | undefined,
	state: NodeState,
	mode: Mode,
): Promise<string> {
	if (!token) return '';
	const credential = await context.getCredentials<IDataObject>(token.credential);
	return state.derivedSecret(String(credential[token.field] ?? ''), mode) ?? '';
}

function locate(
	context: IHookFunctions,
	store: StateStore,
): { url: string; state: NodeState; mode: Mode } {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw new NodeOperationError(context.getNode(), 'n8n did not give this node a webhook URL');
	}
	const state = store.of(context);
	return { url, state, mode: modeOfHook(context, state, url) };
}

/** The reason of a failed registration; what could not be taken back is for the user to remove. */
function failure(context: IHookFunctions, reason: unknown, leftovers: readonly Leftover[]): Error {
	const error = isNodeError(reason)
		? reason
		: new NodeOperationError(context.getNode(), reason as Error);
	if (leftovers.length === 0) return error;
	const ids = leftovers.map(({ id }) =>
		id === UNKNOWN_ID ? 'any other that calls this node' : id,
	);
	const toRemove = `Remove these webhooks by hand, they were created before the error: ${ids.join(', ')}`;
	context.logger.error(toRemove);
	error.description = [error.description, toRemove].filter(Boolean).join('\n');
	return error;
}

function isNodeError(error: unknown): error is NodeApiError | NodeOperationError {
	return error instanceof NodeApiError || error instanceof NodeOperationError;
}
