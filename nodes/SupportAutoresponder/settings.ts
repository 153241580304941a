import { type IDataObject, type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { acceptsUnsigned } from '../shared/receive/options';
import { assertSelected, selectedTypes } from '../shared/receive/eventTypes';
import type { Registration } from '../shared/register/hooks';
import { AUTORESPONDER_CREDENTIAL } from './api';

/** The webhook secrets of the credential that are filled in, the current one first. */
export async function webhookSecrets(
	context: Pick<IHookFunctions, 'getCredentials'>,
): Promise<string[]> {
	const { webhookSecret, previousWebhookSecret } =
		await context.getCredentials<IDataObject>(AUTORESPONDER_CREDENTIAL);
	return [webhookSecret, previousWebhookSecret]
		.map((secret) => String(secret ?? ''))
		.filter((secret) => secret.trim() !== '');
}

/** The vendor has no API for webhooks: the user enters the URL in its settings. */
export const autoresponderRegistration: Registration = {
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
};
