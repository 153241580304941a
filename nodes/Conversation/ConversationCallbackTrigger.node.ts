import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { sampleEvents, triggerBasics } from '../shared/receive/description';
import { receive } from '../shared/receive/receive';
import { webhookMethods } from '../shared/register/webhookMethods';
import { signingSecretTest } from '../shared/signature/signingSecret';
import {
	conversationTriggerPanel,
	conversationTriggerProperties,
} from './ConversationCallbackTrigger.description';
import { conversationRegistration } from './conversations';
import { conversationSource } from './source';

export class ConversationCallbackTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerBasics,
		displayName: 'Conversation Callback Trigger',
		name: 'conversationCallbackTrigger',
		icon: { light: 'file:conversation.svg', dark: 'file:conversation.dark.svg' },
		subtitle: '={{$parameter["registration"] === "manual" ? "manual" : "creates a conversation"}}',
		description:
			'Starts the workflow when a message of a conversation is created or processed, verified and without copies',
		eventTriggerDescription: 'Waiting for a message of the conversation',
		activationMessage: 'Messages of the conversation now start this workflow.',
		triggerPanel: conversationTriggerPanel,
		defaults: { name: 'Conversation Callback Trigger' },
		hints: sampleEvents('conversation'),
		credentials: [
			{ name: 'conversationApi', required: true },
			{
				name: 'webhookSigningSecretApi',
				required: true,
				testedBy: 'webhookSigningSecretTest',
				// With a plain name n8n would show the credentials below that field, in the middle of the form.
				displayOptions: { show: { '/requireSignature': [true] } },
			},
		],
		properties: conversationTriggerProperties,
	};

	methods = { credentialTest: signingSecretTest };

	webhookMethods = webhookMethods(conversationRegistration);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, conversationSource);
	}
}
