import { listFields, readLimit } from '../../../shared/action/fields';
import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation, Output } from '../../../shared/action/operation';
import { readPages, untilPaging } from '../../../shared/vendorApi/pages';
import { chosenPath, CONVERSATION, conversationField } from '../fields';

/** Most messages, comments, drafts or posts that Missive gives at once. */
const PAGE_SIZE = 10;

export const getMessages: Operation = {
	name: 'Get Messages',
	value: 'getMessages',
	action: 'Get messages of conversation',
	description: 'Retrieve the messages of a conversation, newest first, without drafts',
	fields: [conversationField, ...listFields],
	answer: {
		simple: ['id', 'subject', 'preview', 'type', 'delivered_at', 'from_field', 'to_fields'],
		others: [
			'attachments',
			'author',
			'bcc_fields',
			'cc_fields',
			'created_at',
			'email_message_id',
			'in_reply_to',
			'references',
			'reply_to_fields',
			'updated_at',
		],
		simplifies: true,
	},
	execute: async (run) => await entries(run, 'messages', 'delivered_at'),
};

export const getComments: Operation = {
	name: 'Get Comments',
	value: 'getComments',
	action: 'Get comments of conversation',
	description: 'Retrieve the comments of a conversation, newest first',
	fields: [conversationField, ...listFields],
	answer: {
		simple: ['id', 'body', 'created_at', 'author', 'task'],
		others: ['attachment', 'mentions'],
		simplifies: true,
	},
	execute: async (run) => await entries(run, 'comments', 'created_at'),
};

export const getDrafts: Operation = {
	name: 'Get Drafts',
	value: 'getDrafts',
	action: 'Get drafts of conversation',
	description: 'Retrieve the drafts of a conversation, newest first',
	fields: [conversationField, ...listFields],
	answer: {
		simple: ['id', 'subject', 'preview', 'type', 'created_at', 'from_field', 'to_fields', 'author'],
		others: [
			'attachments',
			'bcc_fields',
			'cc_fields',
			'delivered_at',
			'email_message_id',
			'in_reply_to',
			'references',
			'reply_to_fields',
			'updated_at',
		],
		simplifies: true,
	},
	execute: async (run) => await entries(run, 'drafts', 'delivered_at'),
};

export const getPosts: Operation = {
	name: 'Get Posts',
	value: 'getPosts',
	action: 'Get posts of conversation',
	description: 'Retrieve the posts of a conversation, newest first',
	fields: [conversationField, ...listFields],
	answer: {
		simple: ['id', 'created_at', 'username', 'text', 'markdown', 'notification', 'attachments'],
		others: ['author', 'conversation', 'username_icon'],
		simplifies: true,
	},
	execute: async (run) => await entries(run, 'posts', 'created_at'),
};

async function entries(run: ItemRun, key: string, timeField: string): Promise<Output> {
	const limit = readLimit(run.context, run.itemIndex);
	const path = `${chosenPath(run, CONVERSATION)}/${key}`;
	const paging = untilPaging(PAGE_SIZE, (entry) => entry[timeField] as number | undefined);
	return await readPages(
		paging,
		limit,
		async (query) => await run.list({ method: 'GET', path, query, purpose: `get the ${key}` }, key),
	);
}
