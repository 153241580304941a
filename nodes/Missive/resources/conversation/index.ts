import type { Resource } from '../../../shared/action/operation';
import { getComments, getDrafts, getMessages, getPosts } from './entries';
import { getConversation } from './get';
import { getConversations } from './getAll';
import { mergeConversation } from './merge';
import { updateConversation } from './update';
import { updateConversations } from './updateMany';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [
		getConversation,
		getComments,
		getDrafts,
		getConversations,
		getMessages,
		getPosts,
		mergeConversation,
		updateConversation,
		updateConversations,
	],
};
