import { type IDataObject, type IHookFunctions, NodeApiError } from 'n8n-workflow';

import {
	type ApiCall,
	assertSelected,
	type FoundHook,
	hookResource,
	type HookRegistry,
	type Registration,
	type VendorClient,
	type WantedHook,
} from '../shared/vendor';
import { openWorkApi, openWorkToken, RETRY_DEFAULTS, WEBHOOKS_PATH } from './api';
import { subscription } from './events';
import { warnIfOutOfReach } from './reach';

/** How often, and how long each time (ms), OpenWork is to try to deliver an event. */
interface Deliveries {
	readonly retryCount: number;
	readonly timeoutMs: number;
}

interface OpenWorkHook extends WantedHook {
	readonly name: string;
	readonly eventTypes: readonly string[];
	readonly secret: string;
	readonly deliveries: Deliveries;
}

/** Registers one webhook with name, URL, event types and the node's own secret. */
export const openWorkRegistration: Registration<OpenWorkHook> = {
	async validate(context) {
		assertSelected(context.getNode(), selectedTypes(context));
		await warnIfOutOfReach(context);
	},

	hooks: {
		api: openWorkApi,
		token: openWorkToken,

		wanted(context, url, secret) {
			const name = String(context.getNodeParameter('hookName'));
			const eventTypes = selectedTypes(context);
			return [{ key: 'events', url, name, eventTypes, secret, deliveries: deliveries(context) }];
		},

		registry: openWorkHooks,
	},
};

function selectedTypes(context: IHookFunctions): string[] {
	return subscription(context.getNodeParameter('eventTypes') as string[]);
}

/** The open server takes them and defaults to 3 attempts of 5 s; the guide knows neither. */
function deliveries(context: IHookFunctions): Deliveries {
	const options = context.getNodeParameter('options', {}) as Partial<Deliveries>;
	const { retryCount = RETRY_DEFAULTS.retryCount, timeoutMs = RETRY_DEFAULTS.timeoutMs } = options;
	return { retryCount, timeoutMs };
}

/** OpenWork's hooks ("Managing Webhooks" of the integration guide). */
function openWorkHooks(client: VendorClient): HookRegistry<OpenWorkHook> {
	const hooks = (withDeliveries: boolean) =>
		hookResource<OpenWorkHook>(client, {
			path: WEBHOOKS_PATH,
			listKey: 'webhooks',
			compare: (webhook) => compare(client, webhook),
			body: ({ name, url, eventTypes, secret, deliveries: wanted }) => ({
				...{ name, url, eventTypes: [...eventTypes], secret },
				...(withDeliveries ? wanted : {}),
			}),
		});
	return {
		...hooks(true),

		unseen: ({ secret }) => secret,

		async create(wanted) {
			const creation = await hooks(true).create(wanted);
			// A server that knows only the documented fields may refuse the others.
			if ('id' in creation || !isRefused(creation.error)) return creation;
			return await hooks(false).create(wanted);
		},
	};
}

function compare(
	client: VendorClient,
	webhook: IDataObject,
): Pick<FoundHook<OpenWorkHook>, 'drift' | 'mend'> {
	return {
		drift(wanted, asAsked) {
			const isSame = asAsked && webhook.url === wanted.url && showsAsWanted(webhook, wanted);
			return isSame ? 'none' : 'mend';
		},

		async mend({ name, eventTypes, url, secret, deliveries: wanted }, asAsked) {
			const fields = {
				name,
				eventTypes: [...eventTypes],
				enabled: true,
				...shown(webhook, wanted),
			};
			const call: ApiCall = {
				method: 'PATCH',
				path: `${WEBHOOKS_PATH}/${encodeURIComponent(String(webhook.id))}`,
				body: fields,
				purpose: 'update the webhook',
			};
			if (asAsked && webhook.url === url) {
				await client.json(call);
				return true;
			}
			// The guide's update changes neither URL nor secret; the open server changes both. It never shows a secret, but says
			// whether there is one, which the server of the guide does not.
			const changed = await client
				.json({ ...call, body: { ...fields, url, secret } })
				.catch(refusal);
			return changed?.url === url && (asAsked || changed.hasSecret === true);
		},
	};
}

/** @throws what is no refusal */
function refusal(error: unknown): undefined {
	if (!isRefused(error)) throw error;
}

function showsAsWanted(webhook: IDataObject, wanted: OpenWorkHook): boolean {
	const types = Array.isArray(webhook.eventTypes) ? webhook.eventTypes.map(String) : [];
	const deliveriesShown = Object.entries(shown(webhook, wanted.deliveries));
	return (
		webhook.enabled !== false &&
		webhook.name === wanted.name &&
		sorted(types) === sorted(wanted.eventTypes) &&
		deliveriesShown.every(([field, value]) => webhook[field] === value)
	);
}

/** What is wanted of the fields that the webhook shows: a server that ignores them does not. */
function shown(webhook: IDataObject, wanted: Deliveries): Partial<Deliveries> {
	return Object.fromEntries(Object.entries(wanted).filter(([field]) => field in webhook));
}

function isRefused(error: unknown): boolean {
	return error instanceof NodeApiError && ['400', '422'].includes(error.httpCode ?? '');
}

function sorted(list: readonly string[]): string {
	return [...list].sort().join();
}
