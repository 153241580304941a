import type { INodeExecutionData } from 'n8n-workflow';

import { CONVERSATION, FRODO, MissiveDesk, ORG, picked, type RunOptions } from './actionSetup';

const DIALECTS = ['documented', 'as found'] as const;
const EMAIL_ID = '<0f1ab2d8@missiveapp.com>';

let desk: MissiveDesk;
afterEach(async () => await desk.close());

/** A Missive whose conversation has messages, the first with two files. */
async function open(dialect: (typeof DIALECTS)[number] = 'documented'): Promise<void> {
	desk = await MissiveDesk.open({ dialect });
	const file = (id: string, filename: string, size: number, media: string, sub: string) => ({
		id,
		filename,
		size,
		media_type: media,
		sub_type: sub,
		url: `${desk.vendor.url}/files/${id}`,
	});
	desk.api.account.files = { f1: Buffer.from('a picture'), f2: Buffer.alloc(2 * 1024 * 1024, 1) };
	desk.api.account.messages[CONVERSATION] = [
		{
			id: 'm1',
			delivered_at: 20,
			subject: 'Ring',
			email_message_id: EMAIL_ID,
			body: '<div>Dear <b>Frodo</b>,</div><div><br></div><div>1 &lt; 2 &amp; so on</div>',
			attachments: [
				file('f1', 'map.png', 9, 'image', 'png'),
				file('f2', 'tale.pdf', 2 * 1024 * 1024, 'application', 'pdf'),
			],
		},
		{ id: 'm2', delivered_at: 10, email_message_id: EMAIL_ID, body: 'Just text', attachments: [] },
	];
}

const bytesOf = ({ binary }: INodeExecutionData, name: string) =>
	Buffer.from(binary?.[name]?.data ?? '', 'base64');

const files = () => desk.vendor.requests.filter(({ path }) => path.startsWith('/files/'));

describe.each(DIALECTS)('Message, as %s', (dialect) => {
	beforeEach(async () => await open(dialect));

	it('Get gives the body as HTML and as plain text', async () => {
		const [message] = await desk.run(['message', 'get'], { messageId: 'm1' });
		expect(desk.urls).toEqual(['/messages/m1']);
		expect(message).toMatchObject({
			id: 'm1',
			body: expect.stringContaining('<b>Frodo</b>'),
			body_text: 'Dear Frodo,\n\n1 < 2 & so on',
			conversation: { id: CONVERSATION },
		});
		expect(message).not.toHaveProperty('attachment_files');
	});

	it('Get takes a link, and gives less where the user wants it', async () => {
		const messageId = `https://mail.missiveapp.com/#inbox/conversations/${CONVERSATION}/messages/m2`;
		expect(await desk.run(['message', 'get'], { messageId, simplify: true })).toEqual([
			{ id: 'm2', delivered_at: 10, body_text: 'Just text', attachments: [] },
		]);
		expect(desk.urls).toEqual(['/messages/m2']);
	});

	it('Get Many gets several by their ids in one call, each once', async () => {
		const messageIds = 'm1, m2, m1';
		const found = await desk.run(['message', 'getAll'], { by: 'ids', messageIds });
		expect(found.map(({ id }) => id)).toEqual(['m1', 'm2']);
		expect(desk.urls).toEqual(['/messages/m1,m2']);
		const one = await desk.run(['message', 'getAll'], { by: 'ids', messageIds: '={{ ["m2"] }}' });
		expect(one).toMatchObject([{ id: 'm2', body_text: 'Just text' }]);
	});

	it('Get Many gets no more than 50 with one call', async () => {
		desk.api.account.messages[CONVERSATION] = Array.from({ length: 51 }, (_, index) => ({
			id: `n${index}`,
			delivered_at: index,
		}));
		const messageIds = Array.from({ length: 51 }, (_, index) => `n${index}`).join();
		expect(await desk.run(['message', 'getAll'], { by: 'ids', messageIds })).toHaveLength(51);
		expect(desk.urls).toHaveLength(2);
	});

	it('Get Many finds those with the Message-ID of an email', async () => {
		const parameters = { by: 'emailMessageId', emailMessageId: EMAIL_ID };
		const found = await desk.run(['message', 'getAll'], parameters);
		expect(found).toMatchObject([{ id: 'm1' }, { id: 'm2', body_text: 'Just text' }]);
		expect(desk.vendor.requests[0]?.query.get('email_message_id')).toBe(EMAIL_ID);
		const none = { by: 'emailMessageId', emailMessageId: '<other>' };
		expect(await desk.run(['message', 'getAll'], none)).toEqual([]);
	});

	it('downloads attachments without the token, and keeps their names, types and sizes', async () => {
		const parameters = { messageId: 'm1', downloadAttachments: true };
		const [item] = await desk.items(['message', 'get'], parameters);
		if (!item) throw new Error('There is no item');
		expect(item.json.attachment_files).toEqual([
			{ id: 'f1', filename: 'map.png', size: 9, mime_type: 'image/png', binary: 'attachment_0' },
			{
				id: 'f2',
				filename: 'tale.pdf',
				size: 2 * 1024 * 1024,
				mime_type: 'application/pdf',
				binary: 'attachment_1',
			},
		]);
		expect(item.binary).toMatchObject({
			attachment_0: { fileName: 'map.png', mimeType: 'image/png' },
			attachment_1: { fileName: 'tale.pdf', mimeType: 'application/pdf' },
		});
		expect(String(bytesOf(item, 'attachment_0'))).toBe('a picture');
		expect(bytesOf(item, 'attachment_1')).toHaveLength(2 * 1024 * 1024);
		expect(item.pairedItem).toEqual({ item: 0 });
		expect(files().map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
	});

	it('is created in a custom channel as the documentation shows it', async () => {
		const [created] = await desk.run(['message', 'create'], {
			account: 'fbf74c47',
			format: 'other',
			fromId: '12345',
			fromUsername: '@philippe',
			fromName: 'Philippe Lehoux',
			toId: '54321',
			toUsername: '@missiveapp',
			toName: 'Missive',
			body: 'Hello <b>world</b>!',
		});
		expect(desk.vendor.requests.at(-1)).toMatchObject({ method: 'POST', path: '/v1/messages' });
		expect(desk.sent).toEqual({
			messages: {
				account: 'fbf74c47',
				from_field: { id: '12345', username: '@philippe', name: 'Philippe Lehoux' },
				to_fields: [{ id: '54321', username: '@missiveapp', name: 'Missive' }],
				body: 'Hello <b>world</b>!',
			},
		});
		const messageId = String(created?.id);
		expect(await desk.run(['message', 'get'], { messageId })).toMatchObject([
			{ body_text: 'Hello world!' },
		]);
	});
});

describe('the files of a message', () => {
	beforeEach(async () => await open());
	const get = async (attachmentOptions: Record<string, unknown>, options?: RunOptions) =>
		await desk.items(
			['message', 'get'],
			{ messageId: 'm1', downloadAttachments: true, attachmentOptions: attachmentOptions as never },
			options,
		);

	it('are left out when they are larger than the user wants, without being asked for', async () => {
		const [item] = await get({ maxMb: 1, prefix: 'file' });
		expect(Object.keys(item?.binary ?? {})).toEqual(['file0']);
		expect(item?.json.attachment_files).toMatchObject([
			{ binary: 'file0' },
			{ filename: 'tale.pdf', left_out: 'The file is larger than 1 MB' },
		]);
		expect(files()).toHaveLength(1);
	});

	it('are left out when they are too large together', async () => {
		const [item] = await get({ maxTotalMb: 2 });
		expect(item?.json.attachment_files).toMatchObject([
			{ binary: 'attachment_0' },
			{ left_out: 'All files together would be larger than 2 MB' },
		]);
	});

	it('of several messages share the limit for all of them', async () => {
		const messages = desk.api.account.messages[CONVERSATION] ?? [];
		messages.push({ ...messages[0], id: 'm3', delivered_at: 5 });
		const items = await desk.items(['message', 'getAll'], {
			messageIds: 'm1, m3',
			downloadAttachments: true,
			attachmentOptions: { maxTotalMb: 3 },
		});
		const leftOut = { left_out: 'All files together would be larger than 3 MB' };
		expect(items.map(({ json }) => json.attachment_files)).toMatchObject([
			[{ binary: 'attachment_0' }, { binary: 'attachment_1' }],
			[{ binary: 'attachment_0' }, leftOut],
		]);
		expect(files()).toHaveLength(3);
	});

	it('are read no further than the limit, whatever size was announced', async () => {
		desk.api.account.files.f1 = Buffer.alloc(3 * 1024 * 1024);
		const [item] = await get({ maxMb: 2 });
		expect(item?.json.attachment_files).toMatchObject([
			{ left_out: 'The file is larger than 2 MB' },
			{ binary: 'attachment_1' },
		]);
	});

	it('that do not come are an error without their address', async () => {
		delete desk.api.account.files.f1;
		const failed = get({});
		await expect(failed).rejects.toThrow(
			"Missive's file map.png could not be downloaded: Get the message again, for addresses expire. (status 403)",
		);
		await expect(failed).rejects.not.toThrow('/files/');
		const cut = new RegExp('No answer came, or it broke off');
		desk.api.account.files.f1 = Buffer.from('a picture');
		desk.vendor.failNext({ match: ({ path }) => path === '/files/f1', drop: true });
		await expect(get({})).rejects.toThrow(cut);
	});

	it('are fetched from web addresses alone', async () => {
		const [message] = desk.api.account.messages[CONVERSATION] ?? [];
		for (const url of ['file:///etc/passwd', '', undefined]) {
			Object.assign(message ?? {}, { attachments: [{ id: 'f1', filename: 'map.png', url }] });
			await expect(get({})).rejects.toThrow('There is no address for it');
		}
		await expect(get({ maxMb: '={{ "many" }}' })).rejects.toThrow(
			'Max Size of Each must be a number of megabytes from 0',
		);
	});
});

describe('Message: what Missive does not have or like', () => {
	beforeEach(async () => await open());

	it.each([
		[
			['message', 'get'],
			{ messageId: 'x' },
			'Missive could not get the message: Nothing was found',
		],
		[['message', 'get'], { messageId: ' ' }, 'Message ID or URL is empty'],
		[['message', 'getAll'], { by: 'ids', messageIds: ', ' }, 'Message IDs or URLs is empty'],
		[['message', 'getAll'], { by: 'ids', messageIds: '..' }, 'ID is not valid'],
		[['message', 'getAll'], { by: 'emailMessageId', emailMessageId: '' }, 'Message-ID is empty'],
		[['message', 'create'], { account: '' }, 'Account ID is empty'],
		[
			['message', 'create'],
			{ account: 'a', options: { addAssignees: [FRODO] } },
			'Organization is empty',
		],
	] as const)('%j from %j', async (choice, parameters, problem) => {
		await expect(desk.run(choice, parameters as never)).rejects.toThrow(problem);
	});

	it('says so when the answer holds no message', async () => {
		desk.vendor.failNext({ status: 200, body: {} });
		await expect(desk.run(['message', 'getAll'], { by: 'ids', messageIds: 'm1' })).rejects.toThrow(
			'The answer holds no messages',
		);
	});

	it('creates emails, with everything that can be said about them', async () => {
		await desk.run(
			['message', 'create'],
			{
				account: 'fbf74c47',
				format: 'email',
				from: 'Philippe <philippe@missiveapp.com>',
				to: 'a@example.com, b@example.com',
				subject: 'Hello',
				conversationId: CONVERSATION,
				organization: picked(ORG),
				options: {
					addUsers: [FRODO],
					ccFields: 'c@example.com',
					deliveredAt: '2019-07-22T14:39:07Z',
					externalId: 'some-id-123',
					files: 'data',
				},
			},
			{
				items: [
					{
						json: {},
						binary: { data: { data: 'b25l', mimeType: 'text/plain', fileName: 'a.txt' } },
					},
				],
			},
		);
		expect(desk.sent).toEqual({
			messages: {
				account: 'fbf74c47',
				from_field: { name: 'Philippe', address: 'philippe@missiveapp.com' },
				to_fields: [{ address: 'a@example.com' }, { address: 'b@example.com' }],
				cc_fields: [{ address: 'c@example.com' }],
				subject: 'Hello',
				conversation: CONVERSATION,
				organization: ORG,
				add_users: [FRODO],
				delivered_at: 1563806347,
				external_id: 'some-id-123',
				attachments: [{ filename: 'a.txt', base64_data: 'b25l' }],
			},
		});
	});
});
