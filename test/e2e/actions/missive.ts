import type { IDataObject } from 'n8n-workflow';

import { type Dialect, type MissiveSimulator, startMissive } from '../../simulators';
import { type ActionStage, byId, stepsOf } from './setup';

type Test = (stage: ActionStage) => Promise<void>;

const EMAIL_ID = '<0f1ab2d8@missiveapp.com>';
const OTHER = '5bb24363-69e5-48ed-80a9-feee988bc953';

const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });
const website = (path: string) => byUrl(`https://mail.missiveapp.com/#inbox/${path}`);
const app = (path: string) => byUrl(`missive://mail.missiveapp.com/#inbox/${path}`);

const pathsOf = ({ requests }: MissiveSimulator, method: string) =>
	requests
		.filter((request) => request.method === method)
		.map(({ path }) => path.replace('/v1', ''));

/** A Missive that speaks a dialect, and steps with its credential. */
async function open(stage: ActionStage, dialect: Dialect) {
	const missive = stage.keep(await startMissive({ dialect }));
	const { token, baseUrl, api } = missive;
	const step = stepsOf('missive', [await stage.credential('missiveApi', { token, baseUrl })]);
	const { account } = api;
	const id = String(account.conversations[0]?.id);
	account.conversations.push({ id: OTHER, last_activity_at: 5, mailboxes: ['inbox'] });
	const people = {
		organization: byId(String(account.organizations[0]?.id)),
		frodo: String(account.users[0]?.id),
		team: byId(String(account.teams[0]?.id)),
	};
	return { missive, api, account, step, id, people };
}

async function readsMessages(stage: ActionStage, dialect: Dialect): Promise<void> {
	const { missive, api, account, step, id } = await open(stage, dialect);
	account.files = { map: Buffer.from('a picture'), tale: Buffer.alloc(1_500_000, 't') };
	account.messages[id] = [
		{
			id: 'm1',
			delivered_at: 20,
			type: 'email',
			subject: 'Ring',
			email_message_id: EMAIL_ID,
			from_field: { name: 'Sam', address: 'sam@fellowship.org' },
			to_fields: [{ address: 'frodo@fellowship.org' }],
			body: '<p>Dear <b>Frodo</b>,</p><p>1 &lt; 2</p>',
			attachments: [
				attachment(missive, 'map', 'map.png', 9),
				attachment(missive, 'tale', 'tale.pdf', 1_500_000),
			],
		},
		{ id: 'm2', delivered_at: 10, email_message_id: EMAIL_ID, body: 'Just text', attachments: [] },
	];

	const items = await stage.run(`Missive reads messages, ${dialect}`, [
		step('Message', 'message', 'get', {
			messageId: `https://mail.missiveapp.com/#inbox/conversations/${id}/messages/m1`,
			downloadAttachments: true,
			attachmentOptions: { maxMb: 1 },
		}),
		step('Reply', 'draft', 'reply', {
			conversationId: website(`conversations/${id}`),
			body: '=You wrote: {{ $json.body_text }}',
			options: { files: 'attachment_0', addDefaultSignature: true },
		}),
		step('By IDs', 'message', 'getAll', { by: 'ids', messageIds: '={{ ["m1", "m2"] }}' }),
	]);
	const { 'By Email': byEmail } = await stage.run(`Missive finds messages, ${dialect}`, [
		step('By Email', 'message', 'getAll', { by: 'emailMessageId', emailMessageId: EMAIL_ID }),
	]);

	expect(items.Message).toMatchObject([
		{
			id: 'm1',
			body: '<p>Dear <b>Frodo</b>,</p><p>1 &lt; 2</p>',
			body_text: 'Dear Frodo,\n\n1 < 2',
			attachment_files: [
				{ id: 'map', filename: 'map.png', size: 9, binary: 'attachment_0' },
				{ id: 'tale', left_out: 'The file is larger than 1 MB' },
			],
		},
	]);
	const files = missive.requests.filter(({ path }) => path.startsWith('/files/'));
	expect(files.map(({ path, headers }) => [path, headers.authorization])).toEqual([
		['/files/map', undefined],
	]);
	expect(api.drafts).toMatchObject([
		{
			conversation: id,
			subject: 'Re: Ring',
			to_fields: [{ name: 'Sam', address: 'sam@fellowship.org' }],
			body: 'You wrote: Dear Frodo,\n\n1 < 2',
			quote_previous_message: true,
			add_default_signature: true,
			attachments: [
				{ filename: 'map.png', base64_data: Buffer.from('a picture').toString('base64') },
			],
		},
	]);
	expect(items['By IDs']).toMatchObject([{ id: 'm1' }, { id: 'm2', body_text: 'Just text' }]);
	expect(byEmail).toMatchObject([{ id: 'm1' }, { id: 'm2', body_text: 'Just text' }]);
	expect(pathsOf(missive, 'GET')).toContain('/messages/m1,m2');
}

const attachment = ({ url }: MissiveSimulator, id: string, filename: string, size: number) => ({
	id,
	filename,
	size,
	media_type: 'image',
	sub_type: 'png',
	url: `${url}/files/${id}`,
});

async function writesAndTakesBack(stage: ActionStage, dialect: Dialect): Promise<void> {
	const { missive, api, account, step, id, people } = await open(stage, dialect);
	const conversationId = app(`conversations/${id}`);

	const items = await stage.run(`Missive writes and takes back, ${dialect}`, [
		step('Incoming', 'message', 'create', {
			account: 'fbf74c47-d0a0-4d77-bf3c-2118025d8102',
			format: 'other',
			fromId: '12345',
			body: 'Hello',
			conversationId,
		}),
		step('Draft', 'draft', 'create', {
			to: 'sam@fellowship.org',
			subject: 'Hi',
			body: 'Hello',
			conversationId,
			options: { addDefaultSignature: true },
		}),
		step('Drafts', 'conversation', 'getDrafts', { conversationId }),
		step('Delete Draft', 'draft', 'delete', { draftId: '={{ $json.id }}' }),
		step('Post', 'post', 'create', {
			content: 'Noted',
			notificationTitle: 'n8n',
			notificationBody: 'Noted',
			conversationId,
			organization: people.organization,
			options: { reopen: true, removeAssignees: [people.frodo] },
		}),
		step('Posts', 'conversation', 'getPosts', { conversationId, simplify: true }),
		step('Delete Post', 'post', 'delete', { postId: '={{ $json.id }}' }),
	]);

	expect(account.messages[id]).toMatchObject([{ from_field: { id: '12345' }, body: 'Hello' }]);
	expect(items.Draft).toMatchObject([{ conversation: id, add_default_signature: true }]);
	expect(items.Drafts).toMatchObject([{ id: items.Draft?.[0]?.id, subject: 'Hi' }]);
	expect(items['Delete Draft']).toEqual([{ deleted: true }]);
	expect(items.Posts).toMatchObject([{ id: items.Post?.[0]?.id, markdown: 'Noted' }]);
	expect(items['Delete Post']).toEqual([{ deleted: true }]);
	expect([...api.drafts, ...api.posts]).toEqual([]);
	const posted = missive.requests.find(({ path }) => path === '/v1/posts')?.body;
	expect(JSON.parse(String(posted))).toMatchObject({
		posts: { reopen: true, remove_assignees: [people.frodo] },
	});
	expect(account.conversations[0]?.assignees).toEqual([]);
}

async function changesConversations(stage: ActionStage, dialect: Dialect): Promise<void> {
	const { missive, account, step, id, people } = await open(stage, dialect);
	const { organization, frodo } = people;

	const items = await stage.run(`Missive changes conversations, ${dialect}`, [
		step('Unassign', 'conversation', 'update', {
			conversationId: website(`conversations/${id}`),
			organization,
			updateFields: { removeAssignees: [frodo] },
		}),
		step('Read', 'conversation', 'get', { conversationId: app(`conversations/${id}`) }),
		step('Both', 'conversation', 'updateMany', {
			conversationIds: `=https://mail.missiveapp.com/#inbox/conversations/{{ $json.id }}, ${OTHER}`,
			organization,
			updateFields: { addAssignees: [frodo], state: 'close' },
		}),
	]);
	const updated = account.conversations.map((entry) => ({
		assignees: entry.assignees?.map((user) => user.id),
		mailboxes: entry.mailboxes,
	}));
	const { Merge } = await stage.run(`Missive merges conversations, ${dialect}`, [
		step('Merge', 'conversation', 'merge', {
			conversationId: app(`conversations/${OTHER}`),
			targetId: website(`conversations/${id}`),
			subject: 'Both',
		}),
	]);

	expect(items.Read).toMatchObject([{ id, assignees: [] }]);
	expect(items.Both?.map((entry) => entry.id)).toEqual([id, OTHER]);
	const closed = { assignees: [frodo], mailboxes: ['closed'] };
	expect(updated).toEqual([closed, closed]);
	expect(pathsOf(missive, 'PATCH')).toEqual([
		`/conversations/${id}`,
		`/conversations/${id},${OTHER}`,
	]);
	expect(pathsOf(missive, 'POST')).toEqual([`/conversations/${OTHER}/merge`]);
	expect(Merge).toMatchObject([{ id, subject: 'Both' }]);
	expect(account.conversations.map((entry) => entry.id)).toEqual([id]);
}

async function keepsTasks(stage: ActionStage, dialect: Dialect): Promise<void> {
	const { api, step, id, people } = await open(stage, dialect);
	const { organization, team } = people;
	const other: IDataObject = { title: 'Other', state: 'closed', last_activity_at: 1 };
	api.tasks.push({ ...other, id: 'other' });

	const items = await stage.run(`Missive keeps tasks, ${dialect}`, [
		step('Task', 'task', 'create', {
			title: 'Answer Sam',
			subtask: true,
			conversationId: website(`conversations/${id}`),
			organization,
			options: { team, dueAt: '2030-01-01T00:00:00Z' },
		}),
		step('Read', 'task', 'get', {
			taskId: byUrl('=https://mail.missiveapp.com/#inbox/tasks/{{ $json.id }}'),
		}),
		step('Found', 'task', 'getAll', {
			organization,
			limit: 5,
			filters: { state: 'todo', conversation: app(`conversations/${id}`) },
		}),
	]);

	const task = { id: items.Task?.[0]?.id, title: 'Answer Sam', conversation: id };
	expect(items.Read).toMatchObject([task]);
	expect(items.Found).toMatchObject([task]);
}

const inBothDialects: Record<string, (stage: ActionStage, dialect: Dialect) => Promise<void>> = {
	'reads messages with their files, and answers with a quote and a file': readsMessages,
	'creates a message, a draft and a post, lists and deletes what can be deleted':
		writesAndTakesBack,
	'changes one conversation and several, and merges them': changesConversations,
	'keeps tasks, which are read by link and by filters': keepsTasks,
};

/** By what each shows. */
export const missiveActions: Record<string, Test> = {
	...Object.fromEntries(
		Object.entries(inBothDialects).flatMap(([what, run]) =>
			(['documented', 'as found'] as const).map((dialect): [string, Test] => [
				`Missive, ${dialect}: ${what}`,
				async (stage) => await run(stage, dialect),
			]),
		),
	),

	async 'Missive: notes, closes, reads and answers a conversation, and keeps its contact'(stage) {
		const missive = stage.keep(await startMissive());
		const { token, baseUrl, api } = missive;
		const step = stepsOf('missive', [await stage.credential('missiveApi', { token, baseUrl })]);
		const [conversation] = api.account.conversations;
		const conversationId = byId(String(conversation?.id));

		const items = await stage.run('Missive', [
			step('Organization', 'organization', 'getAll', { limit: 1 }),
			step('Note', 'post', 'create', {
				content: '*{{ $json.name }}* knows',
				notificationTitle: 'n8n',
				notificationBody: '={{ $json.name }}',
				conversationId,
			}),
			step('Close', 'conversation', 'update', {
				conversationId: byId('={{ $json.conversation }}'),
				updateFields: { state: 'close', subject: 'Solved' },
			}),
			step('Read', 'conversation', 'get', { conversationId, simplify: true }),
			step('Answer', 'draft', 'send', {
				from: 'Frodo <frodo@fellowship.org>',
				to: 'sam@fellowship.org',
				subject: '={{ $json.subject }}',
				body: 'It is done.',
				conversationId,
			}),
			step('Contact', 'contact', 'create', {
				contactBook: byId(String(api.account.contactBooks[0]?.id)),
				fields: { firstName: 'Samwise' },
			}),
		]);

		expect(items.Read).toEqual([
			expect.objectContaining({ id: conversation?.id, subject: 'Solved' }),
		]);
		expect(conversation?.mailboxes).toEqual(['closed']);
		expect(api.posts).toEqual([
			expect.objectContaining({ notification: { title: 'n8n', body: 'Fellowship' } }),
		]);
		expect(api.drafts).toEqual([expect.objectContaining({ subject: 'Solved', send: true })]);
		expect(api.account.contacts).toEqual([expect.objectContaining({ first_name: 'Samwise' })]);
	},
};
