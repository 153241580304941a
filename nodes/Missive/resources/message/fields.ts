import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { LargeAnswer } from '../../../shared/action/answer';
import type { ItemRun } from '../../../shared/action/itemRun';
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

/** The item of a message. */
export async function messageItem(
	run: ItemRun,
	message: IDataObject,
): Promise<Pick<INodeExecutionData, 'json' | 'binary'>> {
	return await withFiles(run, readable(message));
}
