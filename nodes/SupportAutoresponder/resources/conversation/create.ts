import type { Operation } from '../../../shared/action/operation';
import { CONVERSATIONS_PATH } from '../../api';
import { callForAnswer } from '../rest';
import { ticketIdField } from '../ticket/fields';

export const createConversation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create conversation',
	description: 'Add a message to the conversation of a ticket',
	fields: [
		ticketIdField,
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			description: 'What is said. It is kept with the ticket, and mailed to nobody.',
		},
		{
			displayName: 'Sender',
			name: 'senderType',
			type: 'options',
			options: [
				{ name: 'AI', value: 'ai' },
				{ name: 'Customer', value: 'customer' },
				{ name: 'Human', value: 'human', description: 'Somebody of the support team' },
			],
			default: 'human',
			description: 'Who says it',
		},
	],

	async execute(run) {
		const call = {
			method: 'POST',
			path: CONVERSATIONS_PATH,
			body: {
				ticket_id: run.required('ticketId', 'Ticket ID'),
				message: run.required('message', 'Message'),
				sender_type: run.required('senderType', 'Sender'),
			},
			purpose: 'create the conversation',
		} as const;
		return (await callForAnswer(run, call, 'conversation')).conversation;
	},
};
