import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * An incoming webhook of Slack. Its URL is the secret: whoever knows it can post to the channel.
 *
 * Asking a webhook whether it works is not a request that n8n could take for a success, so its test is a method of the
 * Slack Notification node (`slackWebhookTest`).
 */
export class SlackWebhookApi implements ICredentialType {
	name = 'slackWebhookApi';

	displayName = 'Slack Webhook API';

	icon: Icon = { light: 'file:slackWebhookApi.svg', dark: 'file:slackWebhookApi.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks#slack-webhook';

	properties: INodeProperties[] = [
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. https://hooks.slack.com/services/…',
			description:
				'Copied from Incoming Webhooks in the settings of your Slack app. Each webhook posts to one channel. Whoever has the URL can post there, so treat it like a password.',
		},
	];

	/** Sends a request to the webhook, whatever address it was for. */
	authenticate: IAuthenticate = async ({ webhookUrl }, request) => ({
		...request,
		// The HTTP Request node still uses the older options, whose address is `uri`.
		...('uri' in request ? { uri: webhookUrl } : {}),
		url: String(webhookUrl),
		baseURL: undefined,
	});
}
