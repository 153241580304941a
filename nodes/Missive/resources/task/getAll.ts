import type { INodeProperties } from 'n8n-workflow';

import { filtersField, listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { readPages, untilPaging } from '../../../shared/vendorApi/pages';
import { picker } from '../../pickers';
import { apiFields } from '../apiFields';
import { byName, organizationField } from '../fields';
import { STATES, TASK_ANSWER } from './fields';

/** Fewest and most tasks that Missive gives at once. */
const FEWEST = 2;
const PAGE_SIZE = 50;

const filters: readonly INodeProperties[] = [
	picker({
		displayName: 'Assignee',
		name: 'assignee',
		search: 'searchUsers',
		description: 'Only tasks of this user',
	}),
	picker({
		displayName: 'Conversation',
		name: 'conversation',
		search: 'searchConversations',
		link: 'conversations',
		description: 'Only the tasks within this conversation',
	}),
	{
		displayName: 'Due After',
		name: 'dueAtGteq',
		type: 'dateTime',
		default: '',
		description: 'Only tasks that are due then or later',
	},
	{
		displayName: 'Due Before',
		name: 'dueAtLteq',
		type: 'dateTime',
		default: '',
		description: 'Only tasks that are due then or earlier',
	},
	{
		displayName: 'State',
		name: 'state',
		type: 'options',
		options: STATES,
		default: 'todo',
		description: 'Only tasks that are this far',
	},
	picker({
		displayName: 'Team',
		name: 'team',
		search: 'searchTeams',
		description: 'Only tasks of this team',
	}),
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{
				name: 'Conversation',
				value: 'conversation',
				description: 'Conversations that are assigned or due',
			},
			{ name: 'Task', value: 'task', description: 'Tasks alone or within a conversation' },
		],
		default: 'all',
		description: 'What counts as a task',
	},
];

export const getTasks: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many tasks',
	description: 'Retrieve tasks, newest activity first',
	fields: [
		{ ...organizationField, description: 'Only tasks of this organization. Leave empty for all.' },
		...listFields,
		filtersField(byName(filters)),
	],
	answer: TASK_ANSWER,

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		const organization = run.text('organization');
		const filter = {
			...apiFields(run, 'filters'),
			...(organization === '' ? {} : { organization }),
		};
		const paging = untilPaging(PAGE_SIZE, (entry) => entry.last_activity_at as number | undefined);
		const call = { method: 'GET', path: '/tasks', purpose: 'list the tasks' } as const;
		const found = await readPages(
			paging,
			Math.max(limit, FEWEST),
			async (page) => await run.list({ ...call, query: { ...filter, ...page } }, 'tasks'),
		);
		return found.slice(0, limit);
	},
};
