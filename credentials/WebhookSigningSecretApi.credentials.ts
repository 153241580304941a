import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { signRequest } from './signRequest';

/**
 * A secret shared with any sender or receiver of webhooks, and the one that it replaces.
 *
 * There is no server to ask, so its test is a method of the Signed Webhook node (`webhookSigningSecretTest`).
 */
export class WebhookSigningSecretApi implements ICredentialType {
	name = 'webhookSigningSecretApi';

	displayName = 'Webhook Signing Secret API';

	icon: Icon = {
		light: 'file:webhookSigningSecretApi.svg',
		dark: 'file:webhookSigningSecretApi.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks#webhook-signing-secret';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Signs what you send and checks what you receive. The other side has the same secret. Use at least 16 random characters.',
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Still accepted while the sender moves to the new secret, and never used for signing. Clear it afterwards.',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) =>
		signRequest(String(credentials.secret ?? ''), request);
}
