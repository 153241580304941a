import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The user's AI Support Autoresponder: where it is, the secret of its webhooks, and the key of its REST API. */
export class SupportAutoresponderApi implements ICredentialType {
	name = 'supportAutoresponderApi';

	displayName = 'Support Autoresponder API';

	icon: Icon = {
		light: 'file:supportAutoresponderApi.svg',
		dark: 'file:supportAutoresponderApi.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks#support-autoresponder-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://support.example.com',
			description: 'Address of your Support Autoresponder, without /api at the end',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The secret under Settings > Integrations > Webhooks. It proves that an event comes from the Support Autoresponder, and signs the tickets that you create through its webhook. Use at least 16 random characters.',
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Still accepted while the Support Autoresponder moves to the new secret, and never used for signing. Clear it afterwards.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For the operations of the REST API, where your server asks for a key. Leave empty if it does not, or if you only receive events and create tickets through the webhook.',
		},
	];

	/** A function, because an expression would send an empty header where there is no key. */
	authenticate: IAuthenticate = async ({ apiKey }, request) =>
		apiKey
			? { ...request, headers: { ...request.headers, Authorization: `Bearer ${String(apiKey)}` } }
			: request;
}
