import type { Operation } from '../../../shared/action/operation';
import { sendEntry } from '../entry';
import { chosenId, chosenPath, CONVERSATION, conversationField } from '../fields';
import { changeFields, readChanges } from './changes';

export const updateConversation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update conversation',
	description: 'Assign, label, close, reopen or move a conversation, without a trace in it',
	fields: [conversationField, ...changeFields],

	async execute(run) {
		const update = { id: chosenId(run, CONVERSATION), ...readChanges(run) };
		const path = chosenPath(run, CONVERSATION);
		const call = { method: 'PATCH', path, purpose: 'update the conversation' } as const;
		return await sendEntry(run, call, 'conversations', [update]);
	},
};
