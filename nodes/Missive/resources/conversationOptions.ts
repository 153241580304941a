import type { INodeProperties } from 'n8n-workflow';

import { multiPicker, picker } from '../pickers';

export const addAssignees = multiPicker({
	displayName: 'Add Assignee Names or IDs',
	name: 'addAssignees',
	load: 'getUsers',
	description: 'Users to assign; those assigned already remain',
});

export const addLabels = multiPicker({
	displayName: 'Add Label Names or IDs',
	name: 'addSharedLabels',
	load: 'getSharedLabels',
});

export const addUsers = multiPicker({
	displayName: 'Give Access to User Names or IDs',
	name: 'addUsers',
	load: 'getUsers',
});

export const removeAssignees = multiPicker({
	displayName: 'Remove Assignee Names or IDs',
	name: 'removeAssignees',
	load: 'getUsers',
});

export const removeLabels = multiPicker({
	displayName: 'Remove Label Names or IDs',
	name: 'removeSharedLabels',
	load: 'getSharedLabels',
});

export const addToInbox: INodeProperties = {
	displayName: 'Move to Inbox',
	name: 'addToInbox',
	type: 'boolean',
	default: true,
	description: 'Whether to move the conversation to the Inbox of everyone with access',
};

export const addToTeamInbox: INodeProperties = {
	displayName: 'Move to Team Inbox',
	name: 'addToTeamInbox',
	type: 'boolean',
	default: true,
	description: 'Whether to move the conversation to the inbox of the team, which has to be set too',
};

export const team = picker({
	displayName: 'Team',
	name: 'team',
	search: 'searchTeams',
	description: 'The team of the conversation',
});

export const color: INodeProperties = {
	displayName: 'Conversation Color',
	name: 'conversationColor',
	type: 'color',
	default: '',
	description: 'A HEX code. An expression may give good, warning or danger too.',
};

/** What can be done to the conversation that a draft, message or post goes into. */
export const conversationOptions: readonly INodeProperties[] = [
	addAssignees,
	addLabels,
	addUsers,
	removeAssignees,
	removeLabels,
	addToInbox,
	addToTeamInbox,
	team,
	color,
	{
		displayName: 'Close Conversation',
		name: 'close',
		type: 'boolean',
		default: true,
		description: 'Whether to close the conversation for everyone with access',
	},
	{
		displayName: 'Conversation Subject',
		name: 'conversationSubject',
		type: 'string',
		default: '',
		description: 'The title of the conversation in Missive',
	},
	{
		displayName: 'Force Team',
		name: 'forceTeam',
		type: 'boolean',
		default: true,
		description: 'Whether the conversation goes to the team even if it is in another one',
	},
	{
		displayName: 'References',
		name: 'references',
		type: 'string',
		default: '',
		placeholder: 'e.g. <a@a.com>',
		description:
			'The Message-IDs, separated by commas, by which Missive finds the conversation when no Conversation is given',
	},
];
