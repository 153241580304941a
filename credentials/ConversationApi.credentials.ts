import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Access to the Conversation API, and the token that proves its callbacks, which carry no signature. */
export class ConversationApi implements ICredentialType {
	name = 'conversationApi';

	displayName = 'Conversation API';

	icon: Icon = { light: 'file:conversationApi.svg', dark: 'file:conversationApi.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks#conversation-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://developer.gaife.com/api',
			required: true,
			placeholder: 'e.g. https://beta-api.gaife.com/developer/api',
			description:
				'Address of the Conversation API. Its older pages name https://developer.gaife.com/api, the newer ones https://beta-api.gaife.com/developer/api. A server of your own has another one.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The key that your provider of the Conversation API gave you',
		},
		{
			displayName: 'Callback Token',
			name: 'callbackToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Needed only when you enter the callback URL at the provider yourself. Make up at least 32 random letters and digits and add them to the URL as ?token=…, so that nobody else can send events.',
		},
		{
			displayName: 'Previous Callback Token',
			name: 'previousCallbackToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Still accepted while your conversations move to the new token. Clear it afterwards.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};
}
