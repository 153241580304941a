import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { signingSecretTest } from '../shared/signature/signingSecret';
import { deliverItems } from './send/execute';
import { payloadFields, signatureFields, targetFields } from './send/fields';
import { optionsField } from './send/options';
import { outputs } from './send/outputs';
import { sendRetryFields } from './send/retryFields';

/** Sends each item to a URL, signed, with retries. */
export class SignedWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Signed Webhook',
		name: 'signedWebhook',
		icon: { light: 'file:signedWebhook.svg', dark: 'file:signedWebhook.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["method"] + ": " + $parameter["url"].split("?")[0] }}',
		description: 'Send each item to a URL, signed, with retries',
		defaults: { name: 'Signed Webhook' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: [
			{
				name: 'webhookSigningSecretApi',
				required: true,
				testedBy: 'webhookSigningSecretTest',
				displayOptions: { hide: { signature: ['none'] } },
			},
		],
		properties: [
			...targetFields,
			...payloadFields,
			...signatureFields,
			...sendRetryFields,
			optionsField,
		],
	};

	methods = { credentialTest: signingSecretTest };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await deliverItems(this);
	}
}
