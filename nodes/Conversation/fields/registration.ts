import type { INodeProperties } from 'n8n-workflow';

import { conversationFields } from './conversation';

const create = { show: { registration: ['create'] } };

const CREATE_NOTICE =
	'The conversation is created when the workflow is published; its ID then stands in the log of n8n and in each item (delivery.registration.conversationId). The vendor cannot change or delete it, so it is kept when the workflow is unpublished and used again until these fields or the URL of n8n change; one that was replaced still calls this node. Each test of the node creates a conversation of its own. The vendor calls HTTPS addresses only.';

/** n8n shows only lists and links in a notice. */
const MANUAL_NOTICE = [
	'To receive messages:<ul>',
	'<li>Make up a Callback Token of at least 32 random letters and digits, and enter it in the credential.</li>',
	'<li>Copy the Production URL from Webhook URLs above and add ?token=CALLBACK_TOKEN to it. It has to start with https.</li>',
	'<li>Create each conversation with this configuration: {"channel": "API", "usecase": "WORKFLOW_EXECUTION", "config": {"workflow_id": "WORKFLOW_ID", "callback_url": "PRODUCTION_URL?token=CALLBACK_TOKEN"}}.</li>',
	'<li>Publish the workflow.</li>',
	'</ul>',
].join('');

/** How the vendor comes to call this node. */
export const registrationFields: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Create a Conversation When Published',
				value: 'create',
				description: 'The node creates a conversation that calls it',
			},
			{
				name: 'Manual',
				value: 'manual',
				description: 'You enter the callback URL in the configuration of your conversations',
			},
		],
		default: 'manual',
		description: 'How the vendor learns the callback URL',
	},
	{
		displayName: CREATE_NOTICE,
		name: 'createNotice',
		type: 'notice',
		default: '',
		displayOptions: create,
	},
	{
		displayName: MANUAL_NOTICE,
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['manual'] } },
	},
	...conversationFields.map((field) => ({
		...field,
		displayOptions: { show: { ...create.show, ...field.displayOptions?.show } },
	})),
];
