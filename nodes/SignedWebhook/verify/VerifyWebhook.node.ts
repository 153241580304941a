import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { signingSecretTest } from '../../shared/signature/signingSecret';
import { findSender } from '../findSender';
import { senderSubtitle } from '../senderField';
import { verifyItems } from './execute';
import { verifyFields } from './fields';
import { OUTPUT_NAMES } from './outputs';

/** Checks the requests that n8n's own Webhook node receives. */
export class VerifyWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Verify Webhook',
		name: 'verifyWebhook',
		icon: { light: 'file:verifyWebhook.svg', dark: 'file:verifyWebhook.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: senderSubtitle,
		description: 'Check signed webhooks of any sender behind n8n’s own Webhook node',
		defaults: { name: 'Verify Webhook' },
		// An agent has no requests to check.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUT_NAMES.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
		credentials: [
			{
				name: 'webhookSigningSecretApi',
				required: true,
				testedBy: 'webhookSigningSecretTest',
			},
		],
		properties: verifyFields,
	};

	methods = { credentialTest: signingSecretTest, listSearch: { findSender } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await verifyItems(this);
	}
}
