import { type IDataObject, type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { isObject } from '../shared/receive/item';
import type { FoundHook, HookRegistry, WantedHook } from '../shared/register/hookRegistry';
import type { Registration } from '../shared/register/webhookMethods';
import { callApi, deleteAtVendor } from '../shared/vendorApi/call';
import { unexpectedAnswerError } from '../shared/vendorApi/error';
import type { ApiCall } from '../shared/vendorApi/vendorApi';
import { openWorkApi } from './api';

interface OpenWorkHook extends WantedHook {
	readonly name: string;
	readonly eventTypes: readonly string[];
	readonly secret: string;
}

const PATH = '/api/hooks/webhooks';

/** Registers one webhook with name, URL, event types and the node's own secret. */
export const openWorkRegistration: Registration<OpenWorkHook> = {
	validate(context) {
		if (selectedTypes(context).length === 0) {
			throw new NodeOperationError(context.getNode(), 'Select at least one event type');
		}
	},

	prepare(context, url, secret) {
		const name = String(context.getNodeParameter('hookName'));
		const wanted = { key: 'events', url, name, eventTypes: selectedTypes(context), secret };
		return { wanted: [wanted], registry: openWorkHooks(context) };
	},
};

function selectedTypes(context: IHookFunctions): string[] {
	const selected = context.getNodeParameter('eventTypes') as string[];
	return selected.includes('*') ? ['*'] : selected;
}

/** OpenWork's hooks ("Managing Webhooks" of the integration guide). */
function openWorkHooks(context: IHookFunctions): HookRegistry<OpenWorkHook> {
	const call = async (request: ApiCall) => await callApi(context, openWorkApi, request);
	return {
		async find() {
			const purpose = 'list the webhooks';
			const answer = await call({ method: 'GET', path: PATH, purpose });
			const list = Array.isArray(answer) ? answer : answer.webhooks;
			if (!Array.isArray(list)) {
				const facts = { node: context.getNode(), api: openWorkApi };
				const missing = 'list of webhooks';
				throw unexpectedAnswerError(
					{ ...facts, call: { method: 'GET', path: PATH, purpose } },
					missing,
				);
			}
			return list.filter(isObject).map(toFound);
		},

		async create({ name, url, eventTypes, secret }) {
			const request: ApiCall = {
				method: 'POST',
				path: PATH,
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
				path: `${PATH}/${encodeURIComponent(id)}`,
				body: { name, eventTypes: [...eventTypes], enabled: true },
				purpose: 'update the webhook',
			});
		},

		async remove(id) {
			const path = `${PATH}/${encodeURIComponent(id)}`;
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
