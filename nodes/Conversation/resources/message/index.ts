import type { Resource } from '../../../shared/action/operation';
import { getMessages } from './getAll';
import { sendMessage } from './send';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [getMessages, sendMessage],
};
