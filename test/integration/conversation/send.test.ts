import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';

import { ConversationApi } from '../../../credentials/ConversationApi.credentials';
import { Conversation } from '../../../nodes/Conversation/Conversation.node';
import { conversationActions } from '../../../nodes/Conversation/resources';
import { type ConversationSimulator, startConversation } from '../../simulators';
import { runActionNode } from '../../support/runAction';

const MB = 1024 * 1024;
const ID = '550e8400e29b41d4a716446655440000';
const UUID = '550e8400-e29b-41d4-a716-446655440000';

let vendor: ConversationSimulator;
afterEach(async () => await vendor.close());

async function start(dialect: 'documented' | 'as found'): Promise<void> {
	vendor = await startConversation({ dialect });
	const config = { callback_url: 'https://receiver.example.com/' };
	vendor.hooks.set(ID, { id: ID, channel: 'API', usecase: 'DEFAULT', config, messages: [] });
}

async function send(parameters: INodeParameters, binary?: IBinaryData): Promise<IDataObject[]> {
	const { baseUrl, apiKey } = vendor;
	const choice = { resource: 'message', operation: 'send', conversationId: ID };
	const items = await runActionNode({
		table: conversationActions,
		nodeType: new Conversation(),
		parameters: { ...choice, ...parameters },
		items: [{ json: {}, ...(binary ? { binary: { data: binary } } : {}) }],
		credentials: [{ type: new ConversationApi(), data: { baseUrl, apiKey } }],
	});
	return items.map(({ json }) => json);
}

const file = (mimeType: string, bytes: number, fileName?: string): IBinaryData => ({
	mimeType,
	data: Buffer.alloc(bytes, 7).toString('base64'),
	...(fileName === undefined ? {} : { fileName }),
});

const sendFile = async (binary?: IBinaryData, parameters: INodeParameters = {}) =>
	await send({ messageType: 'file', ...parameters }, binary);

const lastBody = () => JSON.parse(String(vendor.requests.at(-1)?.body)) as unknown;
const messages = () => vendor.hooks.get(ID)?.messages ?? [];
const paths = () => vendor.requests.map(({ method, path }) => `${method} ${path}`);

describe.each(['documented', 'as found'] as const)('%s: a message', (dialect) => {
	beforeEach(async () => await start(dialect));

	it('with a text is sent, and given as the vendor answers', async () => {
		expect(await send({ content: 'Hello world!' })).toEqual([
			{ ...messages()[0], conversation: ID },
		]);
		expect(lastBody()).toEqual({ conversation: ID, content: 'Hello world!', content_type: 'text' });
	});

	it('goes to the conversation that a callback names, with channel and metadata', async () => {
		const options = { channel: 'WHATSAPP', metadata: '{"ticket_id":"123"}' };
		await send({ conversationId: UUID, content: 'Hi', options });
		expect(lastBody()).toEqual({
			conversation: ID,
			content: 'Hi',
			content_type: 'text',
			channel: 'whatsapp',
			metadata: { ticket_id: '123' },
		});
	});

	it.each([
		['image/png', 'photo.png', 'image/png', 5],
		['audio/mpeg', 'voice.mp3', 'audio/mpeg', 10],
		['application/pdf', 'report.pdf', 'application/pdf', 10],
		['application/octet-stream', 'report.PDF', 'application/pdf', 10],
		[
			'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'table.xlsx',
			'application/xlsx',
			10,
		],
		['text/csv; charset=utf-8', 'list.csv', 'text/csv', 5],
		['text/plain', 'list.csv', 'text/csv', 5],
	])('with a file of %s (%s) is uploaded and sent', async (mimeType, name, contentType, mb) => {
		const [message] = await sendFile(file(mimeType, mb * MB, name));
		const [[stored, upload] = []] = [...vendor.media.uploads];
		expect(upload).toMatchObject({ type: contentType });
		expect(upload?.bytes).toHaveLength(mb * MB);
		expect(message).toMatchObject({ filename: stored, content_type: contentType });
		expect(stored).toMatch(new RegExp(`^\\d{8}_\\d{6}_${name}$`));
		expect(vendor.requests[1]?.headers.authorization).toBeUndefined();

		const sent = vendor.requests.length;
		await expect(sendFile(file(mimeType, mb * MB + 1, name))).rejects.toMatchObject({
			message: `The file is too large: ${mb + 0.1} MB`,
			description: expect.stringContaining(`of at most ${mb} MB`),
		});
		expect(vendor.requests).toHaveLength(sent);
	});

	it('that the vendor has something against is not sent twice', async () => {
		await expect(send({ conversationId: 'unknown', content: 'x' })).rejects.toMatchObject({
			message: expect.stringContaining('could not send the message'),
			description: expect.stringContaining('no such conversation'),
		});
		vendor.failNext({ status: 500, afterHandling: true });
		await expect(send({ content: 'x' })).rejects.toThrow('The server has a problem');
		expect(messages()).toHaveLength(1);
	});
});

describe('a message', () => {
	beforeEach(async () => await start('documented'));

	it('has a name for a file that has none', async () => {
		await sendFile(file('image/png', 1));
		await sendFile(file('application/pdf', 1));
		const names = [...vendor.media.uploads.keys()].map((name) => name.slice(16));
		expect(names).toEqual(['file.png', 'file.pdf']);
	});

	it('has a text of at most 4 KB', async () => {
		await send({ content: 'ä'.repeat(2048) });
		await expect(send({ content: 'ä'.repeat(2049) })).rejects.toThrow(
			'Text is too long: 4098 bytes',
		);
		expect(vendor.requests).toHaveLength(1);
	});

	it('has metadata of at most 4 KB', async () => {
		const metadata = { a: 'x'.repeat(4096 - 8) };
		await send({ content: 'x', options: { metadata: JSON.stringify(metadata) } });
		const more = JSON.stringify({ a: `${metadata.a}x` });
		await expect(send({ content: 'x', options: { metadata: more } })).rejects.toThrow(
			'Metadata is too long: 4097 bytes',
		);
		expect(vendor.requests).toHaveLength(1);
	});

	it.each([
		[{ content: ' ' }, 'Text is empty'],
		[{ content: 'x', conversationId: '' }, 'Conversation ID is empty'],
		[{ content: 'x', options: { metadata: '[]' } }, 'Metadata has to be a JSON object'],
		[{ messageType: 'file', binaryPropertyName: '' }, 'Input Data Field Name is empty'],
		[{ messageType: 'file' }, 'data'],
	])('is not sent with %j', async (parameters: INodeParameters, message) => {
		await expect(send(parameters)).rejects.toThrow(message);
		expect(vendor.requests).toEqual([]);
	});

	it.each([
		[file('video/mp4', 1, 'film.mp4'), 'takes no file of the type video/mp4'],
		[file('text/plain', 1, 'notes.txt'), 'takes no file of the type text/plain'],
		[file('image/png', 0, 'photo.png'), 'The file is empty'],
	])('is not sent with a file like %j', async (binary, message) => {
		await expect(sendFile(binary)).rejects.toThrow(message);
		expect(vendor.requests).toEqual([]);
	});

	it.each([
		[{ status: 403 }, 'status 403'],
		[{ drop: true }, 'no answer'],
	])('is not sent when its file cannot be uploaded: %j', async (fault, reason) => {
		vendor.failNext({ ...fault, match: ({ method }) => method === 'PUT' });
		const error: unknown = await sendFile(file('image/png', 1)).catch((caught: unknown) => caught);
		expect(error).toMatchObject({ message: `The file could not be uploaded (${reason})` });
		expect(paths()).not.toContain('POST /api/messages');
		const [upload] = [...vendor.media.uploads.values()];
		expect(JSON.stringify(error)).not.toContain(upload?.signature);
	});

	it.each([
		[{ file_name: 'x' }, 'holds no presigned_url'],
		[{ file_name: 'x', presigned_url: 'file:///etc/passwd' }, 'holds no presigned_url'],
		[{ presigned_url: 'https://storage.example.com/' }, 'holds no file_name'],
	])('wants an address to upload to: %j', async (body, message) => {
		vendor.failNext({ status: 200, body });
		await expect(sendFile(file('image/png', 1))).rejects.toThrow(message);
		expect(vendor.requests).toHaveLength(1);
	});

	it('wants an id in the answer', async () => {
		vendor.failNext({ status: 200, body: {} });
		await expect(send({ content: 'x' })).rejects.toThrow('holds no id');
	});

	it('waits where the limit of messages is reached', async () => {
		vendor.failNext({ status: 429, headers: { 'retry-after': '60' } });
		await send({ content: 'x' });
		expect(messages()).toHaveLength(1);
	});

	it('says what a missing organization is about', async () => {
		vendor.failNext({ status: 422, body: { error: 'Missing organization ID' } });
		await expect(send({ content: 'x' })).rejects.toThrow('The API key belongs to no organization');
	});
});
