import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { confirmFields, confirmItems } from './execute';

/** Marks webhooks as taken, once the work on them is done. */
export class ConfirmWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Confirm Webhook',
		name: 'confirmWebhook',
		icon: { light: 'file:confirmWebhook.svg', dark: 'file:confirmWebhook.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: 'mark as done',
		description: 'Mark webhooks as done, so that Verify Webhook drops their copies from now on',
		defaults: { name: 'Confirm Webhook' },
		// An agent has no requests to confirm.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: confirmFields,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await confirmItems(this);
	}
}
