import type { IDataObject } from 'n8n-workflow';

import { assertChanges } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { apiFields } from '../apiFields';
import {
	addAssignees,
	addLabels,
	addToInbox,
	addToTeamInbox,
	addUsers,
	color,
	removeAssignees,
	removeLabels,
	team,
} from '../conversationOptions';
import { sendEntry } from '../entry';
import { byName, conversationField, organizationField, withOrganization } from '../fields';
import { conversationPath } from './fields';

const NEED_ORGANIZATION = ['add_users', 'add_assignees', 'remove_assignees', 'add_shared_labels'];

export const updateConversation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update conversation',
	description: 'Assign, label, close, reopen or move a conversation, without a trace in it',
	fields: [
		conversationField,
		organizationField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: byName([
				addAssignees,
				addLabels,
				addUsers,
				removeAssignees,
				removeLabels,
				addToInbox,
				addToTeamInbox,
				{
					...team,
					displayName: 'Move to Team',
					description: 'The team that gets the conversation, also from another team',
				},
				{ ...color, name: 'color' },
				{
					displayName: 'State',
					name: 'state',
					type: 'options',
					options: [
						{ name: 'Close', value: 'close' },
						{ name: 'Reopen', value: 'reopen' },
					],
					default: 'close',
					description: 'What to do with the conversation, for everyone with access',
				},
				{
					displayName: 'Subject',
					name: 'subject',
					type: 'string',
					default: '',
					description: 'The title of the conversation in Missive',
				},
			]),
		},
	],

	async execute(run) {
		const id = run.required('conversationId', 'Conversation ID');
		const changes = actions(apiFields(run, 'updateFields'));
		assertChanges(changes);
		const update = withOrganization(run, { id, ...changes }, NEED_ORGANIZATION);
		const path = conversationPath(run);
		const call = { method: 'PATCH', path, purpose: 'update the conversation' } as const;
		return await sendEntry(run, call, 'conversations', [update]);
	},
};

/** The API has a flag for each new state, and moves a conversation away from its team only by force. */
function actions({ state, ...fields }: IDataObject): IDataObject {
	const changes = state === undefined ? fields : { ...fields, [String(state)]: true };
	return 'team' in changes ? { ...changes, force_team: true } : changes;
}
