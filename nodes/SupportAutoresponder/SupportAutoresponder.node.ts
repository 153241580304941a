import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { actionFields } from '../shared/action/operation';
import { runAction } from '../shared/action/run';
import { autoresponderCredentialTest } from './credentialTest';
import { autoresponderActions } from './resources';
import { realAutoresponderDeps } from './webhook';

const actions = autoresponderActions(realAutoresponderDeps);

export class SupportAutoresponder implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Support Autoresponder',
		name: 'supportAutoresponder',
		icon: { light: 'file:supportAutoresponder.svg', dark: 'file:supportAutoresponder.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Handle tickets of the AI Support Autoresponder, and review what its AI answers',
		defaults: { name: 'Support Autoresponder' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'supportAutoresponderApi', required: true, testedBy: 'supportAutoresponderApiTest' },
		],
		properties: actionFields(actions.resources),
	};

	methods = { credentialTest: autoresponderCredentialTest };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, actions);
	}
}
