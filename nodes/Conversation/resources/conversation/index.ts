import type { Resource } from '../../../shared/action/operation';
import { createConversation } from './create';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [createConversation],
};
