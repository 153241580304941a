import type { INodeProperties } from 'n8n-workflow';

export const ticketIdField: INodeProperties = {
	displayName: 'Ticket ID',
	name: 'ticketId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 4b0f7a52-7d1f-4c0c-9c55-1f4f4f0c8e21',
	description: 'The ID of the ticket, not its number',
};

export const categoryField: INodeProperties = {
	displayName: 'Category',
	name: 'category',
	type: 'string',
	default: '',
	placeholder: 'e.g. Technical',
};

export const priorityField: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'options',
	options: [
		{ name: 'High', value: 'high' },
		{ name: 'Low', value: 'low' },
		{ name: 'Medium', value: 'medium' },
		{ name: 'Urgent', value: 'urgent' },
	],
	default: 'medium',
};

export const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'AI Responded', value: 'ai_responded' },
		{ name: 'Closed', value: 'closed' },
		{ name: 'Escalated', value: 'escalated' },
		{ name: 'Human Review', value: 'human_review' },
		{ name: 'New', value: 'new' },
		{ name: 'Resolved', value: 'resolved' },
	],
	default: 'new',
};

/** What a new ticket has to say, and what it may. */
export const newTicketFields: readonly INodeProperties[] = [
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Unable to log in',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		description: 'What the customer writes',
	},
	{
		displayName: 'Customer Email',
		name: 'customerEmail',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. customer@example.com',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			categoryField,
			{
				displayName: 'Customer Name',
				name: 'customerName',
				type: 'string',
				default: '',
				placeholder: 'e.g. John Doe',
			},
			priorityField,
		],
	},
];
