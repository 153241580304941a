import { type IDataObject, NodeOperationError } from 'n8n-workflow';

import { withToken } from '../shared/receive/authenticate';
import { acceptsUnsigned } from '../shared/receive/options';
import { assertSelected, selectedTypes } from '../shared/receive/source';
import type { HookRegistry, Registration, WantedHook } from '../shared/register/hooks';
import type { VendorClient } from '../shared/vendorApi/client';
import { HOOKS_PATH, missiveApi, missiveToken } from './api';
import { hookFilters } from './hookFilters';
import { hookTypes, registrationOf, signatureSecrets } from './settings';

interface MissiveHook extends WantedHook {
	readonly secret: string;
	readonly filters: IDataObject;
}

/** One hook a type, called with the node's own token; or none, where the user makes rules. */
export const missiveRegistration: Registration<MissiveHook> = {
	async validate(context) {
		assertSelected(context.getNode(), selectedTypes(context));
		if (registrationOf(context) === 'api' || acceptsUnsigned(context)) return;
		if ((await signatureSecrets(context)).length > 0) return;
		throw new NodeOperationError(context.getNode(), 'The credential has no signature secret', {
			description:
				'Enter the signature secret of the Missive rule in the credential. Without one anybody who knows the URL could start this workflow; the option Accept Unsigned Events allows it.',
		});
	},

	hooks: {
		api: missiveApi,
		token: missiveToken,
		// "A hook made through the API is a rule with a webhook action": its owner sees it there.
		whereToFind:
			'Look in Missive under Settings > Rules for webhooks with the URL of this node, and delete those.',

		wanted(context, url, secret) {
			// With rules, hooks of the API are there only when a deactivation could not delete them.
			if (registrationOf(context) === 'rule') return [];
			const address = withToken(url, secret);
			return hookTypes(context).map((type) => ({
				key: type,
				url: address,
				secret,
				filters: hookFilters(context, type),
			}));
		},

		registry: missiveHooks,
	},
};

/** Missive's hooks. The API can create and delete them, and offers no way to see them. */
function missiveHooks(client: VendorClient): HookRegistry<MissiveHook> {
	return {
		async create({ key: type, url, secret, filters }) {
			return await client.create(
				{
					method: 'POST',
					path: HOOKS_PATH,
					body: { hooks: { type, url, ...filters } },
					confidential: [secret],
					purpose: `create the webhook for ${type}`,
				},
				({ hooks }) => (hooks as IDataObject | undefined)?.id,
			);
		},

		async remove(id) {
			return await client.remove({
				method: 'DELETE',
				path: `${HOOKS_PATH}/${encodeURIComponent(id)}`,
				purpose: 'delete the webhook',
			});
		},
	};
}
