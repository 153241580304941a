import type { Operation } from '../../../shared/action/operation';
import { getEntry, simplified, simplifyField } from '../entry';
import { chosenPath, CONVERSATION, conversationField } from '../fields';
import { CONVERSATION_FIELDS } from './fields';

export const getConversation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get conversation',
	description: 'Retrieve a conversation. One that was merged comes back under its new ID.',
	fields: [conversationField, simplifyField],

	async execute(run) {
		const call = { path: chosenPath(run, CONVERSATION), purpose: 'get the conversation' };
		return simplified(run, await getEntry(run, call, 'conversations'), CONVERSATION_FIELDS);
	},
};
