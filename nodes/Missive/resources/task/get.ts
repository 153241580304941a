import type { Operation } from '../../../shared/action/operation';
import { getEntry } from '../entry';
import { chosenPath } from '../fields';
import { TASK, TASK_ANSWER, taskField } from './fields';

export const getTask: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get task',
	description: 'Retrieve a task, with its assignees and team',
	fields: [taskField],
	answer: TASK_ANSWER,

	async execute(run) {
		const call = { path: chosenPath(run, TASK), purpose: 'get the task' };
		return await getEntry(run, call, 'tasks');
	},
};
