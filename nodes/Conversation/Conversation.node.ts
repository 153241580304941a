import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { actionFields } from '../shared/action/operation';
import { runAction } from '../shared/action/run';
import { conversationCredentialTest } from './credentialTest';
import { conversationActions } from './resources';

export class Conversation implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Conversation API',
		name: 'conversation',
		icon: { light: 'file:conversation.svg', dark: 'file:conversation.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Create conversations of the Conversation API, and read and send their messages',
		defaults: { name: 'Conversation API' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'conversationApi', required: true, testedBy: 'conversationApiTest' }],
		properties: actionFields(conversationActions.resources),
	};

	methods = { credentialTest: conversationCredentialTest };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, conversationActions);
	}
}
