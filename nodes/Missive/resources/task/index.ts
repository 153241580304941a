import type { Resource } from '../../../shared/action/operation';
import { createTask } from './create';
import { getTask } from './get';
import { getTasks } from './getAll';
import { updateTask } from './update';

export const task: Resource = {
	name: 'Task',
	value: 'task',
	operations: [createTask, getTask, getTasks, updateTask],
};
