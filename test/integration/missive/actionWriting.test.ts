import { CONVERSATION, FRODO, LABEL, MissiveDesk, ORG, picked, TEAM } from './actionSetup';

let desk: MissiveDesk;
beforeEach(async () => {
	desk = await MissiveDesk.open();
});
afterEach(async () => await desk.close());

const file = (text: string, fileName?: string) => ({
	data: Buffer.from(text).toString('base64'),
	mimeType: 'text/plain',
	fileName,
});

describe('Draft', () => {
	it('is written as the documentation shows it', async () => {
		const [draft] = await desk.run(['draft', 'create'], {
			channel: 'email',
			from: 'Philippe Lehoux <philippe@missiveapp.com>',
			to: 'customer@example.com',
			subject: 'Hello',
			body: 'World!',
		});
		expect(desk.vendor.requests.at(-1)).toMatchObject({ method: 'POST', path: '/v1/drafts' });
		expect(desk.sent).toEqual({
			drafts: {
				subject: 'Hello',
				body: 'World!',
				to_fields: [{ address: 'customer@example.com' }],
				from_field: { name: 'Philippe Lehoux', address: 'philippe@missiveapp.com' },
			},
		});
		expect(draft).toMatchObject({ id: desk.api.drafts[0]?.id, subject: 'Hello' });
	});

	it('is sent at once with Send', async () => {
		await desk.run(['draft', 'send'], {
			channel: 'email',
			to: 'customer@example.com',
			body: 'World!',
		});
		expect(desk.sent).toEqual({
			drafts: { send: true, to_fields: [{ address: 'customer@example.com' }], body: 'World!' },
		});
	});

	it('answers in a conversation, with everything that can be said about it', async () => {
		await desk.run(['draft', 'create'], {
			channel: 'email',
			body: 'Answer',
			conversationId: CONVERSATION,
			organization: picked(ORG),
			options: {
				addAssignees: [FRODO],
				addSharedLabels: [LABEL],
				addToInbox: true,
				addUsers: [FRODO],
				autoFollowup: true,
				bccFields: 'archive@example.com',
				ccFields: '"Doe, John" <support@example.com>; test@example.com',
				close: false,
				conversationColor: '#112233',
				conversationSubject: 'A title',
				forceTeam: true,
				quotePreviousMessage: false,
				references: '<a@a.com>, <b@b.com>',
				removeAssignees: [FRODO],
				removeSharedLabels: [LABEL],
				sendAt: '2026-02-01T08:00:00',
				team: picked(TEAM),
			},
		});
		expect(desk.sent).toEqual({
			drafts: {
				body: 'Answer',
				conversation: CONVERSATION,
				organization: ORG,
				add_assignees: [FRODO],
				add_shared_labels: [LABEL],
				add_to_inbox: true,
				add_users: [FRODO],
				auto_followup: true,
				bcc_fields: [{ address: 'archive@example.com' }],
				cc_fields: [
					{ name: 'Doe, John', address: 'support@example.com' },
					{ address: 'test@example.com' },
				],
				close: false,
				conversation_color: '#112233',
				conversation_subject: 'A title',
				force_team: true,
				quote_previous_message: false,
				references: ['<a@a.com>', '<b@b.com>'],
				remove_assignees: [FRODO],
				remove_shared_labels: [LABEL],
				// In n8n's default time zone, America/New_York.
				send_at: Date.UTC(2026, 1, 1, 13) / 1000,
				team: TEAM,
			},
		});
		expect(desk.api.drafts[0]?.conversation).toBe(CONVERSATION);
	});

	it('goes out by SMS and WhatsApp', async () => {
		const numbers = { fromNumber: '+18005550199', toNumber: '+18005550100', body: 'Hi' };
		await desk.run(['draft', 'send'], { channel: 'phone', ...numbers });
		expect(desk.sent).toEqual({
			drafts: {
				send: true,
				from_field: { phone_number: '+18005550199' },
				to_fields: [{ phone_number: '+18005550100' }],
				body: 'Hi',
			},
		});
		await desk.run(['draft', 'send'], { channel: 'phone', accountType: 'whatsapp', ...numbers });
		expect(desk.sent).toMatchObject({
			drafts: { from_field: { phone_number: '+18005550199', type: 'whatsapp' } },
		});
	});

	it('goes out as a template of WhatsApp, without what only emails have', async () => {
		await desk.run(['draft', 'send'], {
			channel: 'phone',
			fromNumber: '+18005550199',
			toNumber: '+18005550100',
			options: {
				addDefaultSignature: true,
				ccFields: 'support@example.com',
				externalResponseId: '474808552386201',
				externalResponseVariables: '{"1": "Philippe"}',
				quotePreviousMessage: true,
			},
		});
		expect(desk.sent).toEqual({
			drafts: {
				send: true,
				from_field: { phone_number: '+18005550199' },
				to_fields: [{ phone_number: '+18005550100' }],
				external_response_id: '474808552386201',
				external_response_variables: { 1: 'Philippe' },
			},
		});
	});

	it('goes out by other accounts', async () => {
		const message = { channel: 'account', account: 'fbf74c47', body: 'Hi', toId: '12345' };
		await desk.run(['draft', 'send'], message);
		expect(desk.sent).toEqual({
			drafts: { send: true, account: 'fbf74c47', to_fields: [{ id: '12345' }], body: 'Hi' },
		});
		await desk.run(['draft', 'send'], {
			...message,
			people: {
				toUsername: '@phil',
				toName: 'Phil',
				fromId: '54321',
				fromUsername: '@missiveapp',
				fromName: 'Missive',
			},
		});
		expect(desk.sent).toMatchObject({
			drafts: {
				from_field: { id: '54321', username: '@missiveapp', name: 'Missive' },
				to_fields: [{ id: '12345', username: '@phil', name: 'Phil' }],
			},
		});
	});

	it('carries the files of its item', async () => {
		const parameters = { channel: 'email', options: { files: 'data, other' } };
		const items = [
			{ json: {}, binary: { data: file('one', 'one.txt'), other: file('two') } },
			{ json: {}, binary: { data: file('three', 'three.txt'), other: file('four') } },
		];
		await desk.run(['draft', 'create'], parameters, { items });
		const attached = desk.api.drafts.map(({ attachments }) =>
			(attachments as Array<Record<string, string>>).map(({ filename, base64_data: data = '' }) => [
				filename,
				Buffer.from(data, 'base64').toString(),
			]),
		);
		expect(attached).toEqual([
			[
				['one.txt', 'one'],
				['other', 'two'],
			],
			[
				['three.txt', 'three'],
				['other', 'four'],
			],
		]);
	});

	it.each([
		[{ channel: 'pigeon' }, 'There is no channel pigeon'],
		[{ channel: 'phone', fromNumber: '', toNumber: '1' }, 'From Number is empty'],
		[{ channel: 'phone', fromNumber: '1', toNumber: '' }, 'To Number is empty'],
		[{ channel: 'account', account: 'a', toId: '' }, 'To ID is empty'],
		[{ channel: 'account', account: '', toId: '1' }, 'Account ID is empty'],
		[{ channel: 'email', options: { addAssignees: [FRODO] } }, 'Organization is empty'],
		[{ channel: 'email', options: { removeAssignees: [FRODO] } }, 'Organization is empty'],
		[{ channel: 'email', options: { files: 'nothing' } }, 'nothing'],
		[{ channel: 'email', options: { sendAt: 'soon' } }, 'soon is not a date and time'],
		[
			{
				channel: 'phone',
				fromNumber: '1',
				toNumber: '1',
				options: { externalResponseVariables: '{' },
			},
			'WhatsApp Template Variables has to be JSON',
		],
	])('is not written from %j', async (parameters, problem) => {
		await expect(desk.run(['draft', 'create'], parameters)).rejects.toThrow(problem);
		expect(desk.urls).toEqual([]);
	});
});

describe('Draft: Send', () => {
	const send = async (parameters: object) =>
		await desk.run(['draft', 'send'], { channel: 'email', body: 'Hi', ...parameters });

	it('sends no email without anybody to send it to', async () => {
		await expect(send({ to: ' ' })).rejects.toThrow('To is empty');
		expect(desk.urls).toEqual([]);
	});

	it('sends an email to those alone who get a copy', async () => {
		await send({ options: { bccFields: 'a@example.com' } });
		expect(desk.sent).toEqual({
			drafts: { send: true, body: 'Hi', bcc_fields: [{ address: 'a@example.com' }] },
		});
	});

	it('takes assignees off the conversation', async () => {
		const options = { removeAssignees: [FRODO] };
		const into = { to: 'a@example.com', conversationId: CONVERSATION, options };
		await expect(send(into)).rejects.toThrow('Organization is empty');
		await send({ ...into, organization: picked(ORG) });
		expect(desk.sent).toMatchObject({ drafts: { remove_assignees: [FRODO] } });
		expect(desk.api.account.conversations[0]?.assignees).toEqual([]);
	});
});

describe('Post: Create', () => {
	const notification = { notificationTitle: 'Ticket resolved', notificationBody: 'It was marked' };

	it('is written as the documentation shows it', async () => {
		const [post] = await desk.run(['post', 'create'], {
			format: 'text',
			content: 'Ticket #1234 was resolved.',
			conversationId: CONVERSATION,
			...notification,
			options: { username: 'Support System', close: true },
		});
		expect(desk.sent).toEqual({
			posts: {
				conversation: CONVERSATION,
				notification: { title: 'Ticket resolved', body: 'It was marked' },
				username: 'Support System',
				text: 'Ticket #1234 was resolved.',
				close: true,
			},
		});
		expect(post).toEqual({ id: desk.api.posts[0]?.id, conversation: CONVERSATION });
	});

	it('has formatted attachments and files instead of text', async () => {
		await desk.run(
			['post', 'create'],
			{
				format: 'markdown',
				content: '',
				...notification,
				organization: picked(ORG),
				options: {
					attachments: '[{"text": "New customer signed up!", "color": "good"}]',
					files: 'data',
					conversationIcon: 'https://example.com/a.png',
					usernameIcon: 'https://example.com/b.png',
					reopen: true,
				},
			},
			{ items: [{ json: {}, binary: { data: file('one', 'one.txt') } }] },
		);
		expect(desk.sent).toEqual({
			posts: {
				organization: ORG,
				notification: { title: 'Ticket resolved', body: 'It was marked' },
				attachments: [
					{ text: 'New customer signed up!', color: 'good' },
					{ filename: 'one.txt', base64_data: 'b25l' },
				],
				conversation_icon: 'https://example.com/a.png',
				username_icon: 'https://example.com/b.png',
				reopen: true,
			},
		});
	});

	it('can be written in Markdown', async () => {
		await desk.run(['post', 'create'], { format: 'markdown', content: '**Hi**', ...notification });
		expect(desk.sent).toMatchObject({ posts: { markdown: '**Hi**' } });
	});

	it('says what Missive does not like, and needs a notification', async () => {
		await expect(desk.run(['post', 'create'], { content: '', ...notification })).rejects.toThrow(
			/Missive could not create the post: The settings were refused.*status 422/,
		);
		await expect(desk.run(['post', 'create'], { content: 'a' })).rejects.toThrow(
			'Notification Title is empty',
		);
	});
});

describe('Task', () => {
	it('is created on its own', async () => {
		const [task] = await desk.run(['task', 'create'], {
			title: 'Review pull request',
			subtask: false,
			organization: picked(ORG),
			options: {
				description: 'Please review PR #123',
				team: picked(TEAM),
				dueAt: '2023-08-18T15:17:47Z',
				state: 'in_progress',
			},
		});
		expect(desk.sent).toEqual({
			tasks: {
				organization: ORG,
				title: 'Review pull request',
				description: 'Please review PR #123',
				team: TEAM,
				due_at: 1692371867,
				state: 'in_progress',
			},
		});
		expect(task).toMatchObject({ id: desk.api.tasks[0]?.id, title: 'Review pull request' });
	});

	it('is created within a conversation', async () => {
		await desk.run(['task', 'create'], {
			title: 'Follow up with client',
			subtask: true,
			conversationId: CONVERSATION,
			organization: picked(ORG),
			options: { assignees: [FRODO] },
			conversationOptions: { addUsers: [FRODO] },
		});
		expect(desk.sent).toEqual({
			tasks: {
				organization: ORG,
				title: 'Follow up with client',
				assignees: [FRODO],
				conversation: CONVERSATION,
				subtask: true,
				add_users: [FRODO],
			},
		});
	});

	it('is created within a conversation that is found by references', async () => {
		await desk.run(['task', 'create'], {
			title: 'Call',
			subtask: true,
			conversationOptions: { references: '<a@a.com>', conversationSubject: 'New feature' },
		});
		expect(desk.sent).toEqual({
			tasks: {
				title: 'Call',
				subtask: true,
				references: ['<a@a.com>'],
				conversation_subject: 'New feature',
			},
		});
	});

	it('is not created without title, nor for people without an organization', async () => {
		await expect(desk.run(['task', 'create'], { title: '' })).rejects.toThrow('Title is empty');
		await expect(
			desk.run(['task', 'create'], { title: 'a', options: { team: picked(TEAM) } }),
		).rejects.toThrow('Organization is empty');
		await expect(
			desk.run(['task', 'create'], { title: 'a', organization: picked(ORG) }),
		).rejects.toThrow('Nobody is given the task');
		expect(desk.urls).toEqual([]);
	});

	it('is updated, and taken from everybody by an empty list', async () => {
		const options = { assignees: [FRODO], dueAt: 1692371867 };
		const organization = picked(ORG);
		const [task] = await desk.run(['task', 'create'], { title: 'a', organization, options });
		const taskId = String(task?.id);
		const updateFields = { state: 'closed', title: 'b', assignees: [], description: '={{ null }}' };
		desk.vendor.failNext({ status: 200, body: { tasks: { id: taskId, title: 'b' } } });
		const updated = await desk.run(['task', 'update'], { taskId, updateFields });
		expect(desk.vendor.requests.at(-1)).toMatchObject({
			method: 'PATCH',
			path: `/v1/tasks/${taskId}`,
		});
		expect(desk.sent).toEqual({
			tasks: { state: 'closed', title: 'b', assignees: [], description: null },
		});
		expect(updated).toEqual([{ id: taskId, title: 'b' }]);
	});

	it('has to exist, and something has to change', async () => {
		const updateFields = { title: 'b' };
		await expect(desk.run(['task', 'update'], { taskId: 'x', updateFields })).rejects.toThrow(
			'status 404',
		);
		await expect(desk.run(['task', 'update'], { taskId: 'x' })).rejects.toThrow(
			'There is nothing to update',
		);
	});
});
