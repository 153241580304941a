import type { Resource } from '../../../shared/action/operation';
import { createTask } from './create';
import { updateTask } from './update';

export const task: Resource = {
	name: 'Task',
	value: 'task',
	operations: [createTask, updateTask],
};
