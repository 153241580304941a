import type { Resource } from '../../../shared/action/operation';
import { getComments, getMessages } from './entries';
import { getConversation } from './get';
import { getConversations } from './getAll';
import { updateConversation } from './update';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [getConversation, getComments, getConversations, getMessages, updateConversation],
};
