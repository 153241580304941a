import { listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { FEEDBACK_PATH } from '../../api';
import { ticketIdField } from '../ticket/fields';

export const getFeedback: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many feedback entries',
	description: 'Retrieve the feedback on a ticket, or on one message of its conversation',
	fields: [
		{
			displayName: 'Feedback On',
			name: 'feedbackOn',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Conversation', value: 'conversation', description: 'One message' },
				{ name: 'Ticket', value: 'ticket', description: 'All messages of a ticket' },
			],
			default: 'ticket',
			description: 'What the feedback is about',
		},
		{ ...ticketIdField, displayOptions: { show: { feedbackOn: ['ticket'] } } },
		{
			displayName: 'Conversation ID',
			name: 'conversationId',
			type: 'string',
			required: true,
			displayOptions: { show: { feedbackOn: ['conversation'] } },
			default: '',
			description: 'The message that was rated, as Conversation: Get Many names it',
		},
		...listFields,
	],

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		const query =
			run.value('feedbackOn', 'ticket') === 'conversation'
				? { conversation_id: run.required('conversationId', 'Conversation ID') }
				: { ticket_id: run.required('ticketId', 'Ticket ID') };
		const purpose = 'list the feedback';
		const call = { method: 'GET', path: FEEDBACK_PATH, query, purpose } as const;
		// The server knows no pages.
		return (await run.list(call, 'feedback')).slice(0, limit);
	},
};
