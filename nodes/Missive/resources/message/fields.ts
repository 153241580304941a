import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { readable } from '../../readable';
import { simplified } from '../entry';
import { withFiles } from './attachments';

/** What a simplified message shows. */
const MESSAGE_FIELDS = [
	'id',
	'subject',
	'type',
	'delivered_at',
	'from_field',
	'to_fields',
	'body_text',
	'attachments',
	'attachment_files',
];

/** The item of a message, as the user wants it. */
export async function messageItem(
	run: ItemRun,
	message: IDataObject,
): Promise<Pick<INodeExecutionData, 'json' | 'binary'>> {
	const item = await withFiles(run, readable(message));
	return { ...item, json: simplified(run, item.json, MESSAGE_FIELDS) };
}
