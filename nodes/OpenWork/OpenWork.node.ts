import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { actionFields } from '../shared/action/operation';
import { runAction } from '../shared/action/run';
import { signingSecretTest } from '../shared/signature/signingSecret';
import { openWorkCredentialTest } from './credentialTest';
import { searchConnections, searchWebhooks } from './listSearch';
import { openWorkActions } from './resources';

export class OpenWork implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OpenWork',
		name: 'openWork',
		icon: { light: 'file:openWork.svg', dark: 'file:openWork.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Manage the webhooks of OpenWork, catch up on its events, and look after its app connections',
		defaults: { name: 'OpenWork' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'openWorkApi', required: true, testedBy: 'openWorkApiTest' },
			{
				name: 'webhookSigningSecretApi',
				required: true,
				testedBy: 'webhookSigningSecretTest',
				// With plain names n8n would show the credentials below those fields, in the middle of the form.
				displayOptions: {
					show: {
						'/resource': ['webhook'],
						'/operation': ['create', 'update'],
						'/signDeliveries': [true],
					},
				},
			},
		],
		properties: actionFields(openWorkActions.resources),
	};

	methods = {
		credentialTest: { ...openWorkCredentialTest, ...signingSecretTest },
		listSearch: { searchConnections, searchWebhooks },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, openWorkActions);
	}
}
