import type { ActionTable } from '../../shared/action/operation';
import { conversationApi } from '../api';
import { conversation } from './conversation';
import { message } from './message';

/** What the node can do. The vendor documents no change and no deletion of a conversation. */
export const conversationActions: ActionTable = {
	api: conversationApi,
	resources: [conversation, message],
};
