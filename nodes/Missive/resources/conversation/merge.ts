import type { Operation } from '../../../shared/action/operation';
import { sendBare } from '../entry';
import { chosenId, chosenPath, CONVERSATION, conversationField, type EntryChoice } from '../fields';

const TARGET: EntryChoice = { kind: 'conversations', name: 'targetId', label: 'Into' };

export const mergeConversation: Operation = {
	name: 'Merge',
	value: 'merge',
	action: 'Merge conversation',
	description: 'Move everything of a conversation into another one. It cannot be undone.',
	fields: [
		{ ...conversationField, description: 'The conversation that goes up in the other one' },
		{
			...conversationField,
			displayName: TARGET.label,
			name: TARGET.name,
			description:
				'The conversation that remains. Missive may let the other one remain all the same: use the ID that this operation returns.',
		},
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			description: 'The title of the merged conversation. Leave empty to keep it.',
		},
	],

	async execute(run) {
		const subject = run.text('subject');
		const body = {
			target: chosenId(run, TARGET),
			...(subject === '' ? {} : { subject }),
		};
		const path = `${chosenPath(run, CONVERSATION)}/merge`;
		const call = { method: 'POST', path, purpose: 'merge the conversations' } as const;
		return await sendBare(run, { ...call, body }, 'conversations');
	},
};
