import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import { readJsonObject } from '../../../shared/action/fields';
import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { SEND_PATH } from '../../api';
import { CHANNELS, optionsOf } from '../../vocabulary';
import { conversationIdField } from './fields';
import { asMedia } from './media';
import { upload } from './upload';

/** "Supported Content Types" and "Metadata Usage" of the messages page, in bytes. */
const LIMIT = 4 * 1024;

const optionFields: INodeProperties[] = [
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		options: optionsOf(CHANNELS),
		default: 'API',
		description: 'The channel of the message. The vendor takes API where nothing is chosen.',
	},
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		default: '{}',
		description: 'A JSON object that the vendor keeps with the message, of at most 4 KB',
	},
];

export const sendMessage: Operation = {
	name: 'Send',
	value: 'send',
	action: 'Send message',
	description: 'Send a text or a file into a conversation',
	fields: [
		conversationIdField,
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'File', value: 'file', description: 'Audio, an image, PDF, Excel or CSV' },
				{ name: 'Text', value: 'text' },
			],
			default: 'text',
			description: 'What the message holds',
		},
		{
			displayName: 'Text',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			displayOptions: { show: { messageType: ['text'] } },
			default: '',
			description: 'What the message says, at most 4 KB',
		},
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			displayOptions: { show: { messageType: ['file'] } },
			default: 'data',
			hint: 'The name of the input field that holds the file',
			description: 'The file to send: audio, PDF and Excel up to 10 MB, images and CSV up to 5 MB',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: optionFields,
		},
	],

	async execute(run) {
		const conversation = conversationId(run);
		const options = readOptions(run);
		const message = run.value('messageType', 'text') === 'file' ? await file(run) : text(run);
		const call = {
			method: 'POST',
			path: SEND_PATH,
			body: { conversation, ...message, ...options },
			purpose: 'send the message',
		} as const;
		const answer = await run.call(call);
		if (typeof answer.id === 'string' && answer.id !== '') return answer;
		throw run.unexpected(call, 'id');
	},
};

/** Callbacks write an id as a UUID with hyphens; the messages page shows it without. */
function conversationId(run: ItemRun): string {
	const id = run.required('conversationId', 'Conversation ID');
	return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? id.replaceAll('-', '') : id;
}

function text(run: ItemRun): IDataObject {
	const content = run.required('content', 'Text');
	assertSize('Text', Buffer.byteLength(content));
	return { content, content_type: 'text' };
}

/** Uploads the file. What is wrong with it comes out before anything is sent. */
async function file(run: ItemRun): Promise<IDataObject> {
	const { context, itemIndex } = run;
	const property = run.required('binaryPropertyName', 'Input Data Field Name');
	const data = context.helpers.assertBinaryData(itemIndex, property);
	const media = asMedia(data, await context.helpers.getBinaryDataBuffer(itemIndex, property));
	return { filename: await upload(run, media), content_type: media.contentType };
}

/** The messages page spells channels in lower case. */
function readOptions(run: ItemRun): IDataObject {
	const { channel, metadata: given } = run.added('options');
	const metadata = readJsonObject('Metadata', given);
	if (metadata) assertSize('Metadata', Buffer.byteLength(JSON.stringify(metadata)));
	return {
		...(channel === undefined ? {} : { channel: String(channel).toLowerCase() }),
		...(metadata === undefined ? {} : { metadata }),
	};
}

function assertSize(label: string, bytes: number): void {
	if (bytes <= LIMIT) return;
	throw new UserError(`${label} is too long: ${bytes} bytes`, {
		description: `The Conversation API takes at most ${LIMIT} bytes. A letter outside of English takes two or more.`,
	});
}
