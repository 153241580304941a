import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';
import { textList } from './apiFields';

/** How long a message with 10 MB of files may take on its way. An error would not tell whether it was sent. */
export const UPLOAD_TIMEOUT_MS = 60_000;

/** Which files of the item are attached. */
export const filesOption: INodeProperties = {
	displayName: 'Files',
	name: 'files',
	type: 'string',
	default: '',
	placeholder: 'e.g. data, invoice',
	description:
		'The names of the input binary fields with the files to attach, separated by commas. Missive takes at most 25 files, and 10 MB for the whole request.',
};

/**
 * The files as the API takes them.
 *
 * @param names as the field has them
 * @throws NodeOperationError when the item has no such binary field
 */
export async function readFiles(run: ItemRun, names: unknown): Promise<IDataObject[]> {
	const { context, itemIndex } = run;
	return await Promise.all(
		textList(names).map(async (name) => {
			const { fileName = name } = context.helpers.assertBinaryData(itemIndex, name);
			const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, name);
			return { filename: fileName, base64_data: bytes.toString('base64') };
		}),
	);
}
