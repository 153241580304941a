import { type IDataObject, type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { withToken } from '../shared/receive/authenticate';
import { acceptsUnsigned } from '../shared/receive/options';
import { assertSelected } from '../shared/receive/source';
import type { HookRegistry, WantedHook } from '../shared/register/hooks';
import type { Registration } from '../shared/register/webhookMethods';
import { callApi, deleteAtVendor } from '../shared/vendorApi/call';
import { unexpectedAnswerError } from '../shared/vendorApi/errors';
import type { ApiCall } from '../shared/vendorApi/vendorApi';
import { HOOKS_PATH, missiveApi, missiveToken } from './api';
import {
	hookFilters,
	hookTypes,
	registrationOf,
	selectedTypes,
	signatureSecrets,
} from './settings';

interface MissiveHook extends WantedHook {
	readonly filters: IDataObject;
}

/** One hook a type, called with the node's own token; or none, where the user makes rules. */
export const missiveRegistration: Registration<MissiveHook> = {
	token: missiveToken,

	async validate(context) {
		assertSelected(context.getNode(), selectedTypes(context));
		if (registrationOf(context) === 'api' || acceptsUnsigned(context)) return;
		if ((await signatureSecrets(context)).length > 0) return;
		throw new NodeOperationError(context.getNode(), 'The credential has no signature secret', {
			description:
				'Enter the signature secret of the Missive rule in the credential. Without one anybody who knows the URL could start this workflow; the option Accept Unsigned Events allows it.',
		});
	},

	prepare(context, url, secret) {
		const registry = missiveHooks(context, secret);
		// With rules, hooks of the API are there only when a deactivation could not delete them.
		if (registrationOf(context) === 'rule') return { wanted: [], registry };
		const filters = hookFilters(context);
		const wanted = hookTypes(context).map((key) => ({ key, url: withToken(url, secret), filters }));
		return { wanted, registry };
	},
};

/** Missive's hooks. The API can create and delete them, and offers no way to see them. */
function missiveHooks(context: IHookFunctions, secret: string): HookRegistry<MissiveHook> {
	return {
		async create({ key: type, url, filters }) {
			const call: ApiCall = {
				method: 'POST',
				path: HOOKS_PATH,
				body: { hooks: { type, url, ...filters } },
				confidential: [secret],
				purpose: `create the webhook for ${type}`,
			};
			const { hooks } = await callApi(context, missiveApi, call);
			const id = (hooks as IDataObject | undefined)?.id;
			if (typeof id === 'string' && id !== '') return id;
			throw unexpectedAnswerError({ node: context.getNode(), api: missiveApi, call }, 'id');
		},

		async remove(id) {
			await deleteAtVendor(context, missiveApi, {
				method: 'DELETE',
				path: `${HOOKS_PATH}/${encodeURIComponent(id)}`,
				purpose: 'delete the webhook',
			});
		},
	};
}
