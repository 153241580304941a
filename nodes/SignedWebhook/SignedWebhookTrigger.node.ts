import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { webhookDescription } from '../shared/receive/options';
import { OUTPUT_NAMES, receive } from '../shared/receive/receive';
import { webhookMethods } from '../shared/register/webhookMethods';
import { signingSecretTest } from '../shared/signature/signingSecret';
import { signatureSubtitle, triggerFields } from './trigger/fields';
import { signedWebhookRegistration } from './trigger/registration';
import { sourceOf } from './trigger/source';

export class SignedWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Signed Webhook Trigger',
		name: 'signedWebhookTrigger',
		icon: { light: 'file:signedWebhookTrigger.svg', dark: 'file:signedWebhookTrigger.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle: signatureSubtitle,
		description:
			'Starts the workflow on signed webhooks of any sender, verified and without copies',
		eventTriggerDescription: 'Waiting for a signed webhook',
		activationMessage: 'Signed webhooks to the Production URL now start this workflow.',
		defaults: { name: 'Signed Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: OUTPUT_NAMES,
		credentials: [
			{
				name: 'webhookSigningSecretApi',
				required: true,
				testedBy: 'webhookSigningSecretTest',
			},
		],
		webhooks: [webhookDescription],
		properties: triggerFields,
	};

	methods = { credentialTest: signingSecretTest };

	webhookMethods = webhookMethods(signedWebhookRegistration);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, sourceOf(this));
	}
}
