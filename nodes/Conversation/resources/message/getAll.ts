import { listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { messagesPath } from '../../api';
import { conversationIdField } from './fields';

export const getMessages: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many messages',
	description: 'Retrieve many messages of a conversation, the newest first',
	fields: [conversationIdField, ...listFields],
	answer: {
		simple: [
			'id',
			'content',
			'content_type',
			'filename',
			'type',
			'channel',
			'status',
			'created_at',
		],
		others: ['created_by', 'metadata', 'updated_at', 'updated_by'],
		simplifies: false,
	},

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		const path = messagesPath(run.segment('conversationId', 'Conversation ID'));
		const messages = await run.list(
			{ method: 'GET', path, purpose: 'get the messages' },
			'messages',
		);
		// The vendor documents no pages.
		return messages.slice(0, limit);
	},
};
