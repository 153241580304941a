import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { sampleEvents, triggerBasics } from '../shared/receive/description';
import { receive } from '../shared/receive/receive';
import { webhookMethods } from '../shared/register/webhookMethods';
import { missiveTriggerPanel, missiveTriggerProperties } from './MissiveTrigger.description';
import { missiveCredentialTest } from './credentialTest';
import { withFullMessage } from './fullMessage';
import { missiveRegistration } from './hooks';
import { listSearch } from './listSearch';
import { missiveSource } from './source';

export class MissiveTrigger implements INodeType {
	description: INodeTypeDescription = {
		...triggerBasics,
		displayName: 'Missive Trigger',
		name: 'missiveTrigger',
		icon: { light: 'file:missive.svg', dark: 'file:missive.dark.svg' },
		subtitle:
			'={{$parameter["eventTypes"].concat($parameter["otherEventTypes"] || []).join(", ").replace("*", "all")}}',
		description: 'Starts the workflow on events of Missive, verified and without copies',
		eventTriggerDescription: 'Waiting for an event of Missive',
		activationMessage:
			'Events of Missive now start this workflow. By a rule they do once the rule calls the Production URL of the trigger.',
		triggerPanel: missiveTriggerPanel,
		defaults: { name: 'Missive Trigger' },
		hints: sampleEvents('missive'),
		credentials: [{ name: 'missiveApi', required: true, testedBy: 'missiveApiTest' }],
		properties: missiveTriggerProperties,
	};

	methods = {
		credentialTest: missiveCredentialTest,
		listSearch: { searchOrganizations: listSearch.searchOrganizations },
	};

	webhookMethods = webhookMethods(missiveRegistration);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await withFullMessage(this, await receive(this, missiveSource));
	}
}
