/* eslint-disable @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- its credential stands beside it, not in the package */
import type { INodeType, INodeTypeDescription, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

import * as shared from '../../nodes/shared/vendor';

/** What Acme's page says of its signature: `acme-signature: sha256=<hex>` over the timestamp, a dot and the body. */
const scheme = shared.bodyHmac(
	'Acme-Signature',
	{ prefix: 'sha256=' },
	{
		content: '{timestamp}.{body}',
		timestamp: { at: { header: 'Acme-Timestamp' } },
	},
);

const api: shared.VendorApi = { name: 'Acme', credentialType: 'acmeApi' };
const token: shared.TokenField = { credential: 'acmeApi', field: 'token' };

/** How Acme sends. */
const source: shared.WebhookSource = {
	defaults: { maxBodyKb: 1024, toleranceSeconds: 300 },
	schema: z.object({ id: z.string().min(1), type: z.string().min(1) }).passthrough(),
	async authentication(_context, from) {
		return { signature: { schemes: [scheme], secrets: await from.ownSecrets(token) } };
	},
	eventType: (body) => String(body.type),
	eventId: ({ body }) => shared.textAt(body, 'id'),
};

/** How hooks are made at Acme: one for all event types, with the node's own secret. */
const registration: shared.Registration<shared.WantedHook & { readonly secret: string }> = {
	validate: (context) => shared.assertSelected(context.getNode(), shared.selectedTypes(context)),
	hooks: {
		api,
		token,
		wanted: (_context, url, secret) => [{ key: 'events', url, secret }],
		registry: (client) =>
			shared.hookResource(client, {
				path: '/hooks',
				listKey: 'hooks',
				body: ({ url, secret }) => ({ url, secret }),
			}),
	},
};

/** A whole vendor's trigger, to be copied: it registers its hooks, verifies, drops copies and starts workflows. */
export class AcmeTrigger implements INodeType {
	description: INodeTypeDescription = {
		...shared.triggerBasics,
		displayName: 'Acme Trigger',
		name: 'acmeTrigger',
		icon: { light: 'file:acme.svg', dark: 'file:acme.dark.svg' },
		subtitle: '={{ $parameter["eventTypes"].join(", ") }}',
		description: 'Starts the workflow on events of Acme, verified and without copies',
		defaults: { name: 'Acme Trigger' },
		credentials: [{ name: 'acmeApi', required: true }],
		properties: [
			shared.eventTypesField([
				{ name: 'Parcel Delivered', value: 'parcel.delivered', action: 'On parcel delivered' },
			]),
			shared.receiveOptions(source.defaults, 'Acme signs each attempt anew.'),
		],
	};

	webhookMethods = shared.webhookMethods(registration);

	async webhook(this: IWebhookFunctions) {
		return await shared.receive(this, source);
	}
}
