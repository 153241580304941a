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
import { missiveTriggerPanel, missiveTriggerProperties } from './MissiveTrigger.description';
import { missiveRegistration } from './hooks';
import { listSearch } from './listSearch';
import { missiveSource } from './source';

export class MissiveTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Missive Trigger',
		name: 'missiveTrigger',
		icon: { light: 'file:missive.svg', dark: 'file:missive.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle:
			'={{$parameter["eventTypes"].concat($parameter["otherEventTypes"] || []).join(", ").replace("*", "all")}}',
		description: 'Starts the workflow on events of Missive, verified and without copies',
		eventTriggerDescription: 'Waiting for an event of Missive',
		activationMessage: 'Events of Missive now start this workflow.',
		triggerPanel: missiveTriggerPanel,
		defaults: { name: 'Missive Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: OUTPUT_NAMES,
		credentials: [{ name: 'missiveApi', required: true }],
		webhooks: [webhookDescription],
		properties: missiveTriggerProperties,
	};

	methods = { listSearch: { searchOrganizations: listSearch.searchOrganizations } };

	webhookMethods = webhookMethods(missiveRegistration);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, missiveSource);
	}
}
