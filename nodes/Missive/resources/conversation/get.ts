import type { Operation } from '../../../shared/action/operation';
import { getEntry, simplified, simplifyField } from '../entry';
import { conversationField } from '../fields';
import { CONVERSATION_FIELDS, conversationPath } from './fields';

export const getConversation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get conversation',
	description: 'Retrieve a conversation. One that was merged comes back under its new ID.',
	fields: [conversationField, simplifyField],

	async execute(run) {
		const call = { path: conversationPath(run), purpose: 'get the conversation' };
		return simplified(run, await getEntry(run, call, 'conversations'), CONVERSATION_FIELDS);
	},
};
