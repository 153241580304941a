import type { IDataObject } from 'n8n-workflow';

import type { LargeAnswer } from '../../../shared/action/answer';
import type { ItemRun } from '../../../shared/action/itemRun';
import { ItemsWithFiles } from '../../../shared/action/operation';
import { readable } from '../../readable';
import { withFiles } from './attachments';

/** What a whole message shows. */
export const MESSAGE_ANSWER: LargeAnswer = {
	simple: [
		'id',
		'subject',
		'type',
		'delivered_at',
		'from_field',
		'to_fields',
		'body_text',
		'attachments',
		'attachment_files',
	],
	others: [
		'author',
		'bcc_fields',
		'body',
		'cc_fields',
		'conversation',
		'created_at',
		'email_message_id',
		'in_reply_to',
		'preview',
		'references',
		'reply_to_fields',
		'updated_at',
	],
	simplifies: true,
};

/** The items of messages that are read for one item of the input. */
export async function messageItems(
	run: ItemRun,
	messages: readonly IDataObject[],
): Promise<ItemsWithFiles> {
	return new ItemsWithFiles(await withFiles(run, messages.map(readable)));
}
