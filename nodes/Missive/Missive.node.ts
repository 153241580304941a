import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { actionFields } from '../shared/action/operation';
import { runAction } from '../shared/action/run';
import { missiveCredentialTest } from './credentialTest';
import { listSearch, loadOptions } from './listSearch';
import { missiveActions } from './resources';

export class Missive implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Missive',
		name: 'missive',
		icon: { light: 'file:missive.svg', dark: 'file:missive.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Work with conversations, messages, tasks and contacts of Missive',
		defaults: { name: 'Missive' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'missiveApi', required: true, testedBy: 'missiveApiTest' }],
		properties: actionFields(missiveActions.resources),
	};

	methods = { credentialTest: missiveCredentialTest, listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, missiveActions);
	}
}
