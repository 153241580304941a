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
					'Files that would make it more than this together, over all messages of an input item, are left out. The item says so.',
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

/** What is to become of the files of messages that are read for one item of the input. */
interface Settings {
	readonly prefix: string;
	/** In bytes. */
	readonly each: number;
	/** In bytes. */
	readonly all: number;
}

/**
 * The messages with their files as binary data, where the user wants them. `attachment_files` of each tells for each
 * attachment under which name it stands, or why it was left out. The limit for all files holds for all messages.
 *
 * @throws UserError for limits that are none; NodeApiError when a file does not come
 */
export async function withFiles(run: ItemRun, messages: readonly IDataObject[]): Promise<Item[]> {
	if (run.value('downloadAttachments', false) !== true) return messages.map((json) => ({ json }));
	const settings = readSettings(run);
	const items: Item[] = [];
	let left = settings.all;
	for (const message of messages) {
		const { taken, ...item } = await withItsFiles(run, message, settings, left);
		left -= taken;
		items.push(item);
	}
	return items;
}

type Item = Pick<INodeExecutionData, 'json' | 'binary'>;

function readSettings(run: ItemRun): Settings {
	const { prefix = 'attachment_', maxMb, maxTotalMb } = run.added('attachmentOptions');
	return {
		prefix: String(prefix),
		each: bytesOf('Max Size of Each', maxMb ?? MOST_MB),
		all: bytesOf('Max Size of All', maxTotalMb ?? MOST_MB_TOGETHER),
	};
}

/** The message with its files of at most `room` bytes, and how many bytes they have. */
async function withItsFiles(
	run: ItemRun,
	message: IDataObject,
	settings: Settings,
	room: number,
): Promise<Item & { readonly taken: number }> {
	const attachments = Array.isArray(message.attachments) ? message.attachments : [];
	const binary: IBinaryKeyData = {};
	const files: IDataObject[] = [];
	let taken = 0;
	for (const [index, attachment] of attachments.filter(isObject).entries()) {
		const { id, filename, size } = attachment;
		const type = mediaType(attachment);
		const known = { id, filename, size, ...(type === undefined ? {} : { mime_type: type }) };
		const announced = typeof size === 'number' ? size : 0;
		const most = Math.min(settings.each, room - taken);
		const got = announced > most ? undefined : await download(run, attachment, most);
		if (!got || !('bytes' in got)) {
			files.push({ ...known, left_out: reasonFor(settings, most) });
			continue;
		}
		taken += got.bytes.length;
		const name = `${settings.prefix}${index}`;
		binary[name] = await run.context.helpers.prepareBinaryData(
			got.bytes,
			typeof filename === 'string' ? filename : undefined,
			type,
		);
		files.push({ ...known, binary: name });
	}
	return { json: { ...message, attachment_files: files }, binary, taken };
}

function reasonFor({ each, all }: Settings, most: number): string {
	return most < each
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
