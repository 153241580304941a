import { assertChanges } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { apiFields } from '../apiFields';
import { sendEntry } from '../entry';
import { byName } from '../fields';
import { taskFields } from './fields';

export const updateTask: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update task',
	description: 'Change a task',
	fields: [
		{
			displayName: 'Task ID',
			name: 'taskId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 75ad834a-9bd6-4008-b9e6-fc9fa2e7770b',
			description: 'The ID that Create returned',
		},
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: byName([
				...taskFields,
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					description: 'At most 1,000 characters',
				},
			]),
		},
	],

	async execute(run) {
		const path = `/tasks/${run.segment('taskId', 'Task ID')}`;
		const changes = apiFields(run, 'updateFields');
		assertChanges(changes);
		const call = { method: 'PATCH', path, purpose: 'update the task' } as const;
		return await sendEntry(run, call, 'tasks', changes);
	},
};
