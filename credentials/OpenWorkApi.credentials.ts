import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Access to the user's own OpenWork server. */
export class OpenWorkApi implements ICredentialType {
	name = 'openWorkApi';

	displayName = 'OpenWork API';

	icon: Icon = { light: 'file:openWorkApi.svg', dark: 'file:openWorkApi.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks#openwork-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://openwork.example.com',
			description: 'Address of your OpenWork server, without /api at the end',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: "Access token of your OpenWork user. Hooks are registered in this user's name.",
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	};
}
