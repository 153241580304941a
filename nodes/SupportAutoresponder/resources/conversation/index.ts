import type { Resource } from '../../../shared/action/operation';
import { createConversation } from './create';
import { getConversations } from './getAll';

/** What was said about a ticket: the server calls each message a conversation. */
export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [createConversation, getConversations],
};
