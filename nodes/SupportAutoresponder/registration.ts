import { NodeOperationError } from 'n8n-workflow';

import type { WantedHook } from '../shared/register/hookRegistry';
import type { Registration } from '../shared/register/webhookMethods';
import { acceptsUnsigned, selectedTypes, webhookSecrets } from './parameters';

/** The vendor has no API for webhooks: the user enters the URL in its settings. */
export const autoresponderRegistration: Registration<WantedHook> = {
	async validate(context) {
		const fail = (message: string, description?: string) => {
			throw new NodeOperationError(context.getNode(), message, { description });
		};
		if (selectedTypes(context).length === 0) fail('Select at least one event type');
		if (acceptsUnsigned(context)) return;
		if ((await webhookSecrets(context)).length > 0) return;
		fail(
			'The Support Autoresponder credential has no Webhook Secret',
			'Enter the webhook secret of Settings > Integrations in the credential. Without one anybody who knows the URL could start this workflow; the option Accept Unsigned Events allows it.',
		);
	},

	prepare: () => undefined,
};
