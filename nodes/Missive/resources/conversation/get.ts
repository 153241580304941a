import type { Operation } from '../../../shared/action/operation';
import { getEntry } from '../entry';
import { chosenPath, CONVERSATION, conversationField } from '../fields';
import { CONVERSATION_ANSWER } from './fields';

export const getConversation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get conversation',
	description: 'Retrieve a conversation. One that was merged comes back under its new ID.',
	fields: [conversationField],
	answer: CONVERSATION_ANSWER,

	async execute(run) {
		const call = { path: chosenPath(run, CONVERSATION), purpose: 'get the conversation' };
		return await getEntry(run, call, 'conversations');
	},
};
