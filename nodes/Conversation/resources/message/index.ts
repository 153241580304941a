import type { Resource } from '../../../shared/action/operation';
import { getMessages } from './getAll';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [getMessages],
};
