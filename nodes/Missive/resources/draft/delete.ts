import type { Operation } from '../../../shared/action/operation';
import { deleteEntry } from '../entry';

export const deleteDraft: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete draft',
	description: 'Delete a draft that was not sent',
	fields: [
		{
			displayName: 'Draft ID',
			name: 'draftId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. ee31f156-db95-4158-923f-b26450e0dbf7',
			description: 'The ID that Create returned, or Get Drafts of a conversation',
		},
	],

	async execute(run) {
		const path = `/drafts/${run.segment('draftId', 'Draft ID')}`;
		return await deleteEntry(run, path, 'delete the draft');
	},
};
