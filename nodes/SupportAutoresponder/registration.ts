import { NodeOperationError } from 'n8n-workflow';

import { assertSelected } from '../shared/receive/eventTypes';
import { acceptsUnsigned } from '../shared/receive/unsigned';
import type { WantedHook } from '../shared/register/hookRegistry';
import type { Registration } from '../shared/register/webhookMethods';
import { selectedTypes, webhookSecrets } from './parameters';

/** The vendor has no API for webhooks: the user enters the URL in its settings. */
export const autoresponderRegistration: Registration<WantedHook> = {
	async validate(context) {
		assertSelected(context.getNode(), selectedTypes(context));
		if (acceptsUnsigned(context)) return;
		if ((await webhookSecrets(context)).length > 0) return;
		throw new NodeOperationError(
			context.getNode(),
			'The Support Autoresponder credential has no Webhook Secret',
			{
				description:
					'Enter the webhook secret of Settings > Integrations in the credential. Without one anybody who knows the URL could start this workflow; the option Accept Unsigned Events allows it.',
			},
		);
	},

	prepare: () => undefined,
};
