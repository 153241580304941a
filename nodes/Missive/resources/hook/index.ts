import type { Resource } from '../../../shared/action/operation';
import { createHook } from './create';
import { deleteHook } from './delete';

export const hook: Resource = {
	name: 'Hook',
	value: 'hook',
	operations: [createHook, deleteHook],
};
