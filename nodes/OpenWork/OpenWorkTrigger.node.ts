import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { sampleEvents, triggerBasics } from '../shared/receive/description';
import { receive } from '../shared/receive/receive';
import { webhookMethods } from '../shared/register/webhookMethods';
import { openWorkCredentialTest } from './credentialTest';
import { openWorkTriggerProperties } from './OpenWorkTrigger.description';
import { openWorkRegistration } from './hooks';
import { openWorkSource } from './source';

export class OpenWorkTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerBasics,
		displayName: 'OpenWork Trigger',
		name: 'openWorkTrigger',
		icon: { light: 'file:openWork.svg', dark: 'file:openWork.dark.svg' },
		subtitle:
			'={{$parameter["eventTypes"].includes("*") ? "all events" : $parameter["eventTypes"].join(", ")}}',
		description: 'Starts the workflow on events of OpenWork, verified and without copies',
		eventTriggerDescription: 'Waiting for an event of OpenWork',
		activationMessage: 'The webhook is registered in OpenWork. Events now start this workflow.',
		defaults: { name: 'OpenWork Trigger' },
		hints: sampleEvents('openwork'),
		credentials: [{ name: 'openWorkApi', required: true, testedBy: 'openWorkApiTest' }],
		properties: openWorkTriggerProperties,
	};

	methods = { credentialTest: openWorkCredentialTest };

	webhookMethods = webhookMethods(openWorkRegistration);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, openWorkSource);
	}
}
