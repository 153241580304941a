import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { LargeAnswer } from '../../../shared/action/answer';
import { multiPicker, picker } from '../../pickers';
import type { EntryChoice } from '../fields';

export const TASK: EntryChoice = { kind: 'tasks', name: 'taskId', label: 'Task' };

/** Which task. */
export const taskField = picker({
	displayName: TASK.label,
	name: TASK.name,
	search: 'searchTasks',
	link: TASK.kind,
	required: true,
	description: 'The ID is the one that Create or Get Many returned',
});

/** What a task shows. */
export const TASK_ANSWER: LargeAnswer = {
	simple: ['id', 'title', 'description', 'state', 'due_at', 'assignees', 'team', 'conversation'],
	others: ['organization', 'type', 'parent', 'subtask', 'last_activity_at', 'created_at'],
	simplifies: false,
};

/** How far a task can be. */
export const STATES: INodePropertyOptions[] = [
	{ name: 'Closed', value: 'closed' },
	{ name: 'In Progress', value: 'in_progress' },
	{ name: 'To Do', value: 'todo' },
];

/** What a task can have besides its title, new or not. */
export const taskFields: readonly INodeProperties[] = [
	multiPicker({
		displayName: 'Assignee Names or IDs',
		name: 'assignees',
		load: 'getUsers',
		description: 'All users that the task is assigned to',
	}),
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'More about the task, as plain text of at most 10,000 characters',
	},
	{
		displayName: 'Due At',
		name: 'dueAt',
		type: 'dateTime',
		default: '',
		description: 'When the task is due',
	},
	{
		displayName: 'State',
		name: 'state',
		type: 'options',
		options: STATES,
		default: 'todo',
		description: 'How far the task is',
	},
	picker({
		displayName: 'Team',
		name: 'team',
		search: 'searchTeams',
		description: 'The team that the task is assigned to',
	}),
];
