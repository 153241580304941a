import { listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { CONVERSATIONS_PATH } from '../../api';
import { ticketIdField } from '../ticket/fields';

export const getConversations: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many conversations',
	description: 'Retrieve many messages of the conversation of a ticket, the oldest first',
	fields: [ticketIdField, ...listFields],
	answer: {
		simple: ['sender_type', 'message', 'created_at'],
		others: ['id', 'reviewed_by', 'ticket_id'],
		simplifies: false,
	},

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		const query = { ticket_id: run.required('ticketId', 'Ticket ID') };
		const purpose = 'list the conversations';
		const call = { method: 'GET', path: CONVERSATIONS_PATH, query, purpose } as const;
		// The server knows no pages.
		return (await run.list(call, 'conversations')).slice(0, limit);
	},
};
