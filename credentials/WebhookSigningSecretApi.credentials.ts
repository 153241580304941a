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
			description:
				'Signs what you send and checks what you receive. Mostly the other side has the same secret: use at least 16 random characters. For basic authentication enter user:password, for Ed25519, ECDSA and RSA the public key to check and the private key to sign (PEM). Leave empty only for a sender that brings its secret with its first request.',
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Still accepted while the sender moves to the new secret. Signs only where Signed Webhook has the option Sign With Both Secrets. Clear it afterwards.',
		},
		{
			displayName: 'Verification Token',
			name: 'verificationToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for senders that try the URL with a token which you enter at the sender, such as Meta. Leave empty otherwise.',
		},
		{
			displayName: 'Header Sent Along',
			name: 'sendHeader',
			type: 'string',
			default: 'Authorization',
			description:
				'Name of a header that Signed Webhook sends along with the token below, for receivers that want one beside the signature',
		},
		{
			displayName: 'Token Sent Along',
			name: 'sendToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. Bearer abc123',
			description:
				'Leave empty where the receiver wants none. For basic authentication enter the user and password in the URL of the node.',
		},
	];

	authenticate: IAuthenticate = async (credentials, request) =>
		signRequest(String(credentials.secret ?? ''), request);
}
