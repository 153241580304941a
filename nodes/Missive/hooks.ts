import { type IDataObject, type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { isLocalAddress } from '../shared/lib/reachable';
import {
	acceptsUnsigned,
	assertSelected,
	hookResource,
	type Registration,
	selectedTypes,
	type WantedHook,
	withToken,
} from '../shared/vendor';
import { HOOKS_PATH, missiveApi, missiveToken } from './api';
import { hookFilters } from './hookFilters';
import { hookTypes, registrationOf, signatureSecrets } from './settings';

interface MissiveHook extends WantedHook {
	readonly filters: IDataObject;
}

/** One hook a type, called with the node's own token; or none, where the user makes rules. */
export const missiveRegistration: Registration<MissiveHook> = {
	async validate(context) {
		assertSelected(context.getNode(), selectedTypes(context));
		if (registrationOf(context) === 'api') return await assertReachable(context);
		if (acceptsUnsigned(context)) return;
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
				filters: hookFilters(context, type),
			}));
		},

		// The API can create and delete hooks, and offers no way to see them.
		registry: (client) =>
			hookResource(client, {
				path: HOOKS_PATH,
				body: ({ key: type, url, filters }) => ({ hooks: { type, url, ...filters } }),
				purpose: ({ key: type }) => `create the webhook for ${type}`,
				idIn: ({ hooks }) => (hooks as IDataObject | undefined)?.id,
			}),
	},
};

/**
 * Refuses an address that Missive cannot call, before a hook with it is made. A proxy or simulator on the same machine
 * can call it. A rule is not asked about: the user may give Missive another address than n8n knows.
 */
async function assertReachable(context: IHookFunctions): Promise<void> {
	const url = context.getNodeWebhookUrl('default');
	const { baseUrl = '' } = await context.getCredentials<{ baseUrl?: string }>(
		missiveApi.credentialType,
	);
	if (url === undefined || !isLocalAddress(url) || isLocalAddress(baseUrl)) return;
	throw new NodeOperationError(
		context.getNode(),
		`Missive cannot reach ${url}. Set WEBHOOK_URL to the public address of n8n, which starts with https, and restart n8n.`,
		{
			description: 'WEBHOOK_URL is an environment variable of n8n. Nothing was created in Missive.',
		},
	);
}
