import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import type { Operation } from '../../../shared/action/operation';
import { apiFields } from '../apiFields';
import { addUsers } from '../conversationOptions';
import { sendEntry } from '../entry';
import {
	byName,
	intoConversation,
	intoConversationField,
	organizationField,
	withOrganization,
} from '../fields';
import { taskFields } from './fields';

const alone = { show: { subtask: [false] } };
const within = { show: { subtask: [true] } };

const NEED_ORGANIZATION = ['team', 'assignees', 'add_users'];

const parentFields: readonly INodeProperties[] = [
	addUsers,
	{
		displayName: 'Conversation Subject',
		name: 'conversationSubject',
		type: 'string',
		default: '',
		description: 'The title of the conversation, where References find none and it is a new one',
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

export const createTask: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create task',
	description: 'Give a team or users something to do, alone or within a conversation',
	fields: [
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Follow up with client',
			description: 'At most 1,000 characters',
		},
		{
			displayName: 'Subtask',
			name: 'subtask',
			type: 'boolean',
			default: false,
			description:
				'Whether the task belongs to a conversation. A task of its own needs a team or assignees.',
		},
		{
			...intoConversationField,
			displayOptions: within,
			description: 'The conversation of the task. Leave empty to find it by References.',
		},
		{
			...organizationField,
			required: true,
			displayOptions: alone,
			description: 'The organization of the team and users that get the task',
		},
		{ ...organizationField, displayOptions: within },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: byName(taskFields),
		},
		{
			displayName: 'Conversation Options',
			name: 'conversationOptions',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			displayOptions: within,
			options: byName(parentFields),
		},
	],

	async execute(run) {
		const isSubtask = run.value('subtask', false) === true;
		const parent = {
			...apiFields(run, 'conversationOptions'),
			...intoConversation(run),
			subtask: true,
		};
		const title = run.required('title', 'Title');
		const options = apiFields(run, 'options');
		if (!isSubtask) assertSomebody(options);
		const body = { title, ...options, ...(isSubtask ? parent : {}) };
		const call = { method: 'POST', path: '/tasks', purpose: 'create the task' } as const;
		return await sendEntry(run, call, 'tasks', withOrganization(run, body, NEED_ORGANIZATION));
	},
};

function assertSomebody({ team, assignees }: IDataObject): void {
	if (team !== undefined || (Array.isArray(assignees) && assignees.length > 0)) return;
	throw new UserError('Nobody is given the task', {
		description: 'Add Team or Assignees under Options, or switch on Subtask.',
	});
}
