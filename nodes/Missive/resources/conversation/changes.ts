import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { assertChanges, updateFields } from '../../../shared/action/fields';
import type { ItemRun } from '../../../shared/action/itemRun';
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
import { byName, organizationField, withOrganization } from '../fields';

/** What can be changed of conversations. */
export const changeFields: readonly INodeProperties[] = [
	organizationField,
	updateFields(
		byName([
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
	),
];

const NEED_ORGANIZATION = ['add_users', 'add_assignees', 'remove_assignees', 'add_shared_labels'];

/**
 * The changes as the API takes them for each conversation.
 *
 * @throws UserError when there are none, or one of them needs an organization and none is chosen
 */
export function readChanges(run: ItemRun): IDataObject {
	const changes = actions(apiFields(run, 'updateFields'));
	assertChanges(changes);
	return withOrganization(run, changes, NEED_ORGANIZATION);
}

/** The API has a flag for each new state, and moves a conversation away from its team only by force. */
function actions({ state, ...fields }: IDataObject): IDataObject {
	const changes = state === undefined ? fields : { ...fields, [String(state)]: true };
	return 'team' in changes ? { ...changes, force_team: true } : changes;
}
