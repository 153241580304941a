import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { sampleEvents, triggerBasics } from '../shared/receive/description';
import { receive } from '../shared/receive/receive';
import { webhookMethods } from '../shared/register/webhookMethods';
import {
	autoresponderTriggerPanel,
	autoresponderTriggerProperties,
} from './SupportAutoresponderTrigger.description';
import { autoresponderCredentialTest } from './credentialTest';
import { autoresponderRegistration } from './settings';
import { autoresponderSource } from './source';

export class SupportAutoresponderTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerBasics,
		displayName: 'Support Autoresponder Trigger',
		name: 'supportAutoresponderTrigger',
		icon: { light: 'file:supportAutoresponder.svg', dark: 'file:supportAutoresponder.dark.svg' },
		subtitle:
			'={{$parameter["eventTypes"].includes("*") ? "all events" : $parameter["eventTypes"].concat($parameter["otherEventTypes"] || []).join(", ")}}',
		description:
			'Starts the workflow on events of the AI Support Autoresponder, verified and without copies',
		eventTriggerDescription: 'Waiting for an event of the Support Autoresponder',
		activationMessage: 'Events of the Support Autoresponder now start this workflow.',
		triggerPanel: autoresponderTriggerPanel,
		defaults: { name: 'Support Autoresponder Trigger' },
		hints: sampleEvents('support-autoresponder'),
		credentials: [
			{ name: 'supportAutoresponderApi', required: true, testedBy: 'supportAutoresponderApiTest' },
		],
		properties: autoresponderTriggerProperties,
	};

	methods = { credentialTest: autoresponderCredentialTest };

	webhookMethods = webhookMethods(autoresponderRegistration);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, autoresponderSource);
	}
}
