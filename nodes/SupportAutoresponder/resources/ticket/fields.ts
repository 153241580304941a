import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { LargeAnswer } from '../../../shared/action/answer';
import type { ItemRun } from '../../../shared/action/itemRun';
import { snakeCase } from '../../../shared/lib/text';

/** What a ticket shows. */
export const TICKET_ANSWER: LargeAnswer = {
	simple: [
		'id',
		'ticket_number',
		'subject',
		'initial_message',
		'status',
		'priority',
		'category',
		'customer_email',
		'customer_name',
		'created_at',
	],
	others: ['assigned_to', 'source', 'updated_at'],
	simplifies: false,
};

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

/**
 * The fields of a new ticket as the vendor names them, in the order of the guide; without those that were left empty.
 *
 * @param messageName the name of the message: the REST API and the webhook have each their own
 * @throws NodeOperationError when one that has to be there is empty
 */
export function newTicket(run: ItemRun, messageName: 'message' | 'initial_message'): IDataObject {
	const { customer_name: name, priority, category } = apiFields(run, 'additionalFields');
	const fields: IDataObject = {
		subject: run.required('subject', 'Subject'),
		[messageName]: run.required('message', 'Message'),
		customer_email: run.required('customerEmail', 'Customer Email'),
		customer_name: name,
		priority,
		category,
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The fields that the user added to a collection, by the names of the API: `customerEmail` is `customer_email`. */
export function apiFields(run: ItemRun, collection: string): IDataObject {
	return Object.fromEntries(
		Object.entries(run.added(collection)).map(([name, value]) => [snakeCase(name), value]),
	);
}
