import type { Resource } from '../../../shared/action/operation';
import { createMessage } from './create';
import { getMessage } from './get';
import { getMessages } from './getAll';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [createMessage, getMessage, getMessages],
};
