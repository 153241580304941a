import {
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { actionFields } from '../shared/action/operation';
import { runAction } from '../shared/action/run';
import { slackActions } from './actions';
import { realSlackDeps } from './slackApi';
import { testHook } from './hook';

const actions = slackActions(realSlackDeps);

/** Turns events into Slack messages and posts them to an incoming webhook. */
export class SlackNotification implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Slack Notification',
		name: 'slackNotification',
		icon: { light: 'file:slackNotification.svg', dark: 'file:slackNotification.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Turn any event into a Slack message and post it to an incoming webhook',
		defaults: { name: 'Slack Notification' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'slackWebhookApi',
				required: true,
				testedBy: 'slackWebhookTest',
				// With a plain name n8n would show the credentials below that field, in the middle of the form.
				displayOptions: { show: { '/operation': ['send'] } },
			},
		],
		properties: actionFields(actions.resources),
	};

	methods = {
		credentialTest: {
			async slackWebhookTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				// Of the helpers that n8n gives to a credential test, this is the only one for HTTP.
				const { request } = this.helpers;
				return await testHook(credential.data ?? {}, request);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, actions);
	}
}
