import type { INodeProperties } from 'n8n-workflow';

import { WORKFLOW_EXECUTION } from '../settings';
import { CHANNELS, optionsOf } from '../vocabulary';

/** What a conversation is created with, besides its callback URL. `readConversationSettings` reads them. */
export const conversationFields: readonly INodeProperties[] = [
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		options: optionsOf(CHANNELS),
		default: 'API',
		description: 'The channel of the conversation',
	},
	{
		displayName: 'Use Case',
		name: 'useCase',
		type: 'options',
		options: [
			{ name: 'Default', value: 'DEFAULT', description: 'A plain conversation' },
			{
				name: 'Workflow Execution',
				value: WORKFLOW_EXECUTION,
				description: 'A conversation that runs a workflow of the vendor',
			},
		],
		default: 'DEFAULT',
		description: 'What the conversation is for',
	},
	{
		displayName: 'Workflow ID',
		name: 'workflowId',
		type: 'string',
		required: true,
		displayOptions: { show: { useCase: [WORKFLOW_EXECUTION] } },
		default: '',
		placeholder: 'e.g. 123',
		description: 'The workflow of the vendor (not of n8n) that the conversation runs',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Metadata',
				name: 'metadata',
				type: 'json',
				default: '{}',
				description: 'A JSON object that the vendor keeps with the conversation',
			},
			{
				displayName: 'Team ID',
				name: 'teamId',
				type: 'string',
				default: '',
				description: 'The team that the conversation belongs to. Leave empty for none.',
			},
		],
	},
];
