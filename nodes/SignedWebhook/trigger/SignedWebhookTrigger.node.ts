import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { sampleEvents, triggerForHandshakes } from '../../shared/receive/description';
import { receive } from '../../shared/receive/receive';
import { webhookMethods } from '../../shared/register/webhookMethods';
import { signingSecretTest } from '../../shared/signature/signingSecret';
import { findSender } from '../findSender';
import { sourceOf } from '../receiving';
import { senderSubtitle } from '../senderField';
import { signedWebhookTriggerPanel, triggerFields } from './fields';
import { signedWebhookRegistration } from './registration';

export class SignedWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerForHandshakes,
		displayName: 'Signed Webhook Trigger',
		name: 'signedWebhookTrigger',
		icon: { light: 'file:signedWebhookTrigger.svg', dark: 'file:signedWebhookTrigger.dark.svg' },
		subtitle: senderSubtitle,
		description:
			'Starts the workflow on signed webhooks of any sender, verified and without copies',
		eventTriggerDescription: 'Waiting for a signed webhook',
		activationMessage: 'Signed webhooks to the Production URL now start this workflow.',
		triggerPanel: signedWebhookTriggerPanel,
		defaults: { name: 'Signed Webhook Trigger' },
		hints: sampleEvents('signed-webhook'),
		credentials: [
			{
				name: 'webhookSigningSecretApi',
				required: true,
				testedBy: 'webhookSigningSecretTest',
			},
		],
		properties: triggerFields,
	};

	methods = { credentialTest: signingSecretTest, listSearch: { findSender } };

	webhookMethods = webhookMethods(signedWebhookRegistration);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, sourceOf(this));
	}
}
