import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared/action/operation';
import { sendEntries } from '../entry';
import { chunksOf, idsField, readIds } from '../ids';
import { changeFields, readChanges } from './changes';

export const updateConversations: Operation = {
	name: 'Update Many',
	value: 'updateMany',
	action: 'Update many conversations',
	description: 'Change several conversations in the same way, with one call for up to 50 of them',
	fields: [
		idsField(
			'Conversation IDs or URLs',
			'conversationIds',
			'The conversations, separated by commas. For those of all input items switch on Execute Once and use {{ $input.all().map(item => item.json.id) }}.',
		),
		...changeFields,
	],

	async execute(run) {
		const ids = readIds(run, 'conversationIds', 'Conversation IDs or URLs', 'conversations');
		const changes = readChanges(run);
		const updated: IDataObject[] = [];
		// Whoever repeats this after a call that failed changes what was changed before to what it is already.
		for (const { path, some } of chunksOf('conversations', ids)) {
			const call = { method: 'PATCH', path, purpose: 'update the conversations' } as const;
			const updates = some.map((id) => ({ id, ...changes }));
			updated.push(...(await sendEntries(run, call, 'conversations', updates)));
		}
		return updated;
	},
};
