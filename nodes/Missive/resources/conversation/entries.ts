import { listFields, readLimit } from '../../../shared/action/fields';
import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation, Output } from '../../../shared/action/operation';
import { readPages, untilPaging } from '../../../shared/vendorApi/pages';
import { simplified, simplifyField } from '../entry';
import { conversationField } from '../fields';
import { conversationPath } from './fields';

/** Most messages or comments that Missive gives at once. */
const PAGE_SIZE = 10;

export const getMessages: Operation = {
	name: 'Get Messages',
	value: 'getMessages',
	action: 'Get messages of conversation',
	description: 'Retrieve the messages of a conversation, newest first, without drafts',
	fields: [conversationField, ...listFields, simplifyField],
	execute: async (run) =>
		await entries(run, 'messages', 'delivered_at', [
			'id',
			'subject',
			'preview',
			'type',
			'delivered_at',
			'from_field',
			'to_fields',
		]),
};

export const getComments: Operation = {
	name: 'Get Comments',
	value: 'getComments',
	action: 'Get comments of conversation',
	description: 'Retrieve the comments of a conversation, newest first',
	fields: [conversationField, ...listFields, simplifyField],
	execute: async (run) =>
		await entries(run, 'comments', 'created_at', ['id', 'body', 'created_at', 'author', 'task']),
};

async function entries(
	run: ItemRun,
	key: string,
	timeField: string,
	fields: readonly string[],
): Promise<Output> {
	const limit = readLimit(run.context, run.itemIndex);
	const path = `${conversationPath(run)}/${key}`;
	const paging = untilPaging(PAGE_SIZE, (entry) => entry[timeField] as number | undefined);
	const found = await readPages(
		paging,
		limit,
		async (query) => await run.list({ method: 'GET', path, query, purpose: `get the ${key}` }, key),
	);
	return found.map((entry) => simplified(run, entry, fields));
}
