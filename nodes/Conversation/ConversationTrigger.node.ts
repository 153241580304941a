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
	conversationTriggerHints,
	conversationTriggerPanel,
	conversationTriggerProperties,
} from './ConversationTrigger.description';
import { conversationRegistration } from './conversations';
import { conversationCredentialTest } from './credentialTest';
import { conversationSource } from './source';

export class ConversationTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerBasics,
		displayName: 'Conversation API Trigger',
		name: 'conversationTrigger',
		icon: { light: 'file:conversation.svg', dark: 'file:conversation.dark.svg' },
		subtitle: '={{$parameter["registration"] === "manual" ? "manual" : "creates a conversation"}}',
		description:
			'Starts the workflow when a message of a conversation is created or processed, verified and without copies',
		eventTriggerDescription: 'Waiting for a message of a conversation',
		activationMessage:
			'Messages of your conversations now start this workflow. The ID of a conversation that the node created stands in the log of n8n, and in each item as delivery.registration.conversationId.',
		hints: [...conversationTriggerHints, ...sampleEvents('conversation')],
		triggerPanel: conversationTriggerPanel,
		defaults: { name: 'Conversation API Trigger' },
		credentials: [
			{ name: 'conversationApi', required: true, testedBy: 'conversationApiTest' },
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

	methods = { credentialTest: { ...conversationCredentialTest, ...signingSecretTest } };

	webhookMethods = webhookMethods(conversationRegistration);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, conversationSource);
	}
}
