import {
	type IBinaryKeyData,
	type IDataObject,
	type INodeExecutionData,
	type INodeProperties,
	UserError,
} from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { isObject } from '../../../shared/lib/json';
import { download } from './download';

const MEGABYTE = 1024 * 1024;
const MOST_MB = 25;
const MOST_MB_TOGETHER = 50;

const onRequest = { show: { downloadAttachments: [true] } };

/** Whether and how the files of messages come along. */
export const attachmentFields: readonly INodeProperties[] = [
	{
		displayName: 'Download Attachments',
		name: 'downloadAttachments',
		type: 'boolean',
		default: false,
		description: 'Whether to put the attached files into the binary data of the item',
	},
	{
		displayName: 'Attachment Options',
		name: 'attachmentOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: onRequest,
		options: [
			{
				displayName: 'Binary Field Prefix',
				name: 'prefix',
				type: 'string',
				default: 'attachment_',
				description: 'The files stand under this name and their number from 0',
			},
			{
				displayName: 'Max Size of All (MB)',
				name: 'maxTotalMb',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: MOST_MB_TOGETHER,
				description:
					'Files of a message are left out when they would make it more than this together. The item says so.',
			},
			{
				displayName: 'Max Size of Each (MB)',
				name: 'maxMb',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: MOST_MB,
				description: 'Larger files are left out. The item says so.',
			},
		],
	},
];

interface Limits {
	readonly each: number;
	readonly all: number;
}

/**
 * The message with its files as binary data, where the user wants them. `attachment_files` of the item tells for each
 * attachment under which name it stands, or why it was left out.
 *
 * @throws UserError for limits that are none; NodeApiError when a file does not come
 */
export async function withFiles(
	run: ItemRun,
	message: IDataObject,
): Promise<Pick<INodeExecutionData, 'json' | 'binary'>> {
	if (run.value('downloadAttachments', false) !== true) return { json: message };
	const { prefix = 'attachment_', maxMb, maxTotalMb } = run.added('attachmentOptions');
	const limits = {
		each: bytesOf('Max Size of Each', maxMb ?? MOST_MB),
		all: bytesOf('Max Size of All', maxTotalMb ?? MOST_MB_TOGETHER),
	};
	const attachments = Array.isArray(message.attachments) ? message.attachments : [];
	const binary: IBinaryKeyData = {};
	const files: IDataObject[] = [];
	let total = 0;
	for (const [index, attachment] of attachments.filter(isObject).entries()) {
		const { id, filename, size } = attachment;
		const known = { id, filename, size };
		const announced = typeof size === 'number' ? size : 0;
		const left = Math.min(limits.each, limits.all - total);
		const got = announced > left ? undefined : await download(run, attachment, left);
		if (!got || !('bytes' in got)) {
			files.push({ ...known, leftOut: reasonFor(limits, left) });
			continue;
		}
		total += got.bytes.length;
		const name = `${String(prefix)}${index}`;
		binary[name] = await run.context.helpers.prepareBinaryData(
			got.bytes,
			typeof filename === 'string' ? filename : undefined,
			mediaType(attachment),
		);
		files.push({ ...known, binary: name });
	}
	return { json: { ...message, attachment_files: files }, binary };
}

function reasonFor({ each, all }: Limits, left: number): string {
	return left < each
		? `All files together would be larger than ${all / MEGABYTE} MB`
		: `The file is larger than ${each / MEGABYTE} MB`;
}

function bytesOf(label: string, megabytes: unknown): number {
	const number = Number(megabytes);
	if (number >= 0) return number * MEGABYTE;
	throw new UserError(`${label} must be a number of megabytes from 0`, {
		description: 'Correct the field, or the expression that it is taken from.',
	});
}

function mediaType({ media_type: type, sub_type: subtype }: IDataObject): string | undefined {
	return typeof type === 'string' && typeof subtype === 'string' ? `${type}/${subtype}` : undefined;
}
