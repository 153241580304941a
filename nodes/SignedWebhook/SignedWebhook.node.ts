import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { sendFrom } from '../shared/deliver/sendFrom';
import { signingSecretTest } from '../shared/signingSecret/credentialTest';
import { realSendDeps } from './deliverItem';
import { deliverItems } from './execute';
import { headerFields } from './fields/headers';
import { longWaitFields } from './fields/longWaits';
import { optionFields } from './fields/options';
import { payloadFields } from './fields/payload';
import { sendRetryFields } from './fields/retries';
import { signatureFields } from './fields/signature';
import { targetFields } from './fields/target';
import { outputs } from './outputs';

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
			...longWaitFields,
			...headerFields,
			...optionFields,
		],
	};

	methods = { credentialTest: signingSecretTest };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await deliverItems(this, { ...realSendDeps, send: sendFrom(this) });
	}
}
