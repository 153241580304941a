import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { assertSelected } from '../shared/receive/source';
import type { FoundHook, HookRegistry, WantedHook } from '../shared/register/hooks';
import type { Registration } from '../shared/register/webhookMethods';
import { callApi, callForList, deleteAtVendor } from '../shared/vendorApi/call';
import { unexpectedAnswerError } from '../shared/vendorApi/errors';
import type { ApiCall } from '../shared/vendorApi/vendorApi';
import { listWebhooks, openWorkApi, openWorkToken, WEBHOOKS_PATH } from './api';
import { subscription } from './events';

interface OpenWorkHook extends WantedHook {
	readonly name: string;
	readonly eventTypes: readonly string[];
	readonly secret: string;
}

/** Registers one webhook with name, URL, event types and the node's own secret. */
export const openWorkRegistration: Registration<OpenWorkHook> = {
	token: openWorkToken,

	validate(context) {
		assertSelected(context.getNode(), selectedTypes(context));
	},

	prepare(context, url, secret) {
		const name = String(context.getNodeParameter('hookName'));
		const wanted = { key: 'events', url, name, eventTypes: selectedTypes(context), secret };
		return { wanted: [wanted], registry: openWorkHooks(context) };
	},
};

function selectedTypes(context: IHookFunctions): string[] {
	return subscription(context.getNodeParameter('eventTypes') as string[]);
}

/** OpenWork's hooks ("Managing Webhooks" of the integration guide). */
function openWorkHooks(context: IHookFunctions): HookRegistry<OpenWorkHook> {
	const call = async (request: ApiCall) => await callApi(context, openWorkApi, request);
	return {
		async find() {
			const list = await callForList(context, openWorkApi, listWebhooks, 'webhooks');
			return list.map(toFound);
		},

		async create({ name, url, eventTypes, secret }) {
			const request: ApiCall = {
				method: 'POST',
				path: WEBHOOKS_PATH,
				body: { name, url, eventTypes: [...eventTypes], secret },
				confidential: [secret],
				purpose: 'create the webhook',
			};
			const { id } = await call(request);
			if (typeof id === 'string' && id !== '') return id;
			throw unexpectedAnswerError(
				{ node: context.getNode(), api: openWorkApi, call: request },
				'id',
			);
		},

		async mend(id, { name, eventTypes }) {
			await call({
				method: 'PATCH',
				path: `${WEBHOOKS_PATH}/${encodeURIComponent(id)}`,
				body: { name, eventTypes: [...eventTypes], enabled: true },
				purpose: 'update the webhook',
			});
		},

		async remove(id) {
			const path = `${WEBHOOKS_PATH}/${encodeURIComponent(id)}`;
			await deleteAtVendor(context, openWorkApi, {
				method: 'DELETE',
				path,
				purpose: 'delete the webhook',
			});
		},
	};
}

function toFound(hook: IDataObject): FoundHook<OpenWorkHook> {
	return {
		id: String(hook.id),
		callsUs: (wanted) => wanted.some(({ url }) => url === hook.url),
		drift(wanted) {
			// The documented update changes name, event types and enabled, not the URL.
			if (hook.url !== wanted.url) return 'replace';
			const types = Array.isArray(hook.eventTypes) ? hook.eventTypes.map(String) : [];
			const same =
				hook.enabled !== false &&
				hook.name === wanted.name &&
				sorted(types) === sorted(wanted.eventTypes);
			return same ? 'none' : 'mend';
		},
	};
}

function sorted(list: readonly string[]): string {
	return [...list].sort().join();
}
