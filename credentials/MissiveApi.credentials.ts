import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A Missive API token, and the secret with which Missive signs the webhooks of its rules. */
export class MissiveApi implements ICredentialType {
	name = 'missiveApi';

	displayName = 'Missive API';

	icon: Icon = { light: 'file:missiveApi.svg', dark: 'file:missiveApi.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks#missive-api';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. missive_pat-…',
			description: 'In Missive, create it under Settings > API > Create a new token',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://public.missiveapp.com/v1',
			required: true,
			description: 'Address of the Missive API. Keep it unless your requests go through a proxy.',
		},
		{
			displayName: 'Signature Secret',
			name: 'signatureSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The validation secret of the webhook action in your Missive rules. It proves that an event comes from Missive. Leave empty if you do not use rules.',
		},
		{
			displayName: 'Previous Signature Secret',
			name: 'previousSignatureSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Still accepted while your rules move to the new secret. Clear it afterwards.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	};
}
