import { assertChanges, updateFields } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { apiFields } from '../apiFields';
import { sendEntry } from '../entry';
import { byName, chosenPath } from '../fields';
import { TASK, taskField, taskFields } from './fields';

export const updateTask: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update task',
	description: 'Change a task',
	fields: [
		taskField,
		updateFields(
			byName([
				...taskFields,
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					description: 'At most 1,000 characters',
				},
			]),
		),
	],

	async execute(run) {
		const path = chosenPath(run, TASK);
		const changes = apiFields(run, 'updateFields');
		assertChanges(changes);
		const call = { method: 'PATCH', path, purpose: 'update the task' } as const;
		return await sendEntry(run, call, 'tasks', changes);
	},
};
