import { listSearch } from '../../../nodes/Missive/listSearch';
import { BOOK, CONVERSATION, FRODO, LABEL, MissiveDesk, ORG, picked } from './actionSetup';

const DIALECTS = ['documented', 'as found'] as const;
const OTHER = '5bb24363-69e5-48ed-80a9-feee988bc953';

let desk: MissiveDesk;
afterEach(async () => await desk.close());

async function open(dialect: (typeof DIALECTS)[number] = 'documented'): Promise<void> {
	desk = await MissiveDesk.open({ dialect });
	desk.api.account.conversations.push({ id: OTHER, last_activity_at: 5, mailboxes: ['inbox'] });
}

const notification = { notificationTitle: 'a', notificationBody: 'b' };
const ids = (entries: object[]) => entries.map((entry) => (entry as { id: string }).id);

describe.each(DIALECTS)('as %s', (dialect) => {
	beforeEach(async () => await open(dialect));

	it('drafts and posts of a conversation are listed, and deleted', async () => {
		const conversationId = CONVERSATION;
		const draft = { channel: 'email', subject: 'Hi', conversationId };
		const [created] = await desk.run(['draft', 'create'], {
			...draft,
			options: { addDefaultSignature: true },
		});
		expect(desk.sent).toMatchObject({ drafts: { add_default_signature: true } });
		const draftId = String(created?.id);
		expect(await desk.run(['conversation', 'getDrafts'], { conversationId })).toMatchObject([
			{ id: draftId, subject: 'Hi' },
		]);
		expect(await desk.run(['draft', 'delete'], { draftId })).toEqual([{ deleted: true }]);
		expect(desk.vendor.requests.at(-1)).toMatchObject({ path: `/v1/drafts/${draftId}` });
		expect(await desk.run(['conversation', 'getDrafts'], { conversationId })).toEqual([]);
		await expect(desk.run(['draft', 'delete'], { draftId })).rejects.toThrow('status 404');

		const [post] = await desk.run(['post', 'create'], {
			format: 'text',
			content: 'x',
			conversationId,
			organization: picked(ORG),
			...notification,
			options: { reopen: false, removeAssignees: [FRODO] },
		});
		expect(desk.sent).toMatchObject({ posts: { reopen: false, remove_assignees: [FRODO] } });
		expect(desk.api.account.conversations[0]?.assignees).toEqual([]);
		const postId = String(post?.id);
		const simple = { conversationId, simplify: true };
		expect(await desk.run(['conversation', 'getPosts'], simple)).toMatchObject([
			{ id: postId, text: 'x' },
		]);
		expect(await desk.run(['post', 'delete'], { postId })).toEqual([{ deleted: true }]);
		expect(desk.api.posts).toEqual([]);
		await expect(desk.run(['post', 'delete'], { postId: '' })).rejects.toThrow('Post ID is empty');
	});

	it('one conversation is merged into another', async () => {
		const messages = [{ id: 'm1', delivered_at: 1 }];
		desk.api.account.messages = { [CONVERSATION]: messages };
		const [merged] = await desk.run(['conversation', 'merge'], {
			conversationId: CONVERSATION,
			targetId: picked(OTHER, 'id'),
			subject: 'Both',
		});
		expect(desk.vendor.requests.at(-1)).toMatchObject({
			method: 'POST',
			path: `/v1/conversations/${CONVERSATION}/merge`,
		});
		expect(desk.sent).toEqual({ target: OTHER, subject: 'Both' });
		expect(merged).toMatchObject({ id: OTHER, subject: 'Both' });
		expect(desk.api.account.messages).toEqual({ [OTHER]: messages });
		await expect(
			desk.run(['conversation', 'merge'], { conversationId: OTHER, targetId: 'x' }),
		).rejects.toThrow('Missive could not merge the conversations: Nothing was found');
		await expect(
			desk.run(['conversation', 'merge'], { conversationId: OTHER, targetId: '' }),
		).rejects.toThrow('Into is empty');
	});

	it('several conversations are updated with one call', async () => {
		const updated = await desk.run(['conversation', 'updateMany'], {
			conversationIds: `${CONVERSATION}, https://mail.missiveapp.com/#inbox/conversations/${OTHER}, ${OTHER}`,
			organization: picked(ORG),
			updateFields: { addSharedLabels: [LABEL], removeAssignees: [FRODO], state: 'close' },
		});
		expect(desk.urls).toEqual([`/conversations/${CONVERSATION},${OTHER}`]);
		const change = {
			organization: ORG,
			add_shared_labels: [LABEL],
			remove_assignees: [FRODO],
			close: true,
		};
		expect(desk.sent).toEqual({
			conversations: [
				{ id: CONVERSATION, ...change },
				{ id: OTHER, ...change },
			],
		});
		expect(ids(updated)).toEqual([CONVERSATION, OTHER]);
		expect(desk.api.account.conversations[0]?.assignees).toEqual([]);
	});

	it('tasks are read, alone and by filters', async () => {
		const many = Array.from({ length: 60 }, (_, index) => ({
			id: `t${index}`,
			title: `Task ${index}`,
			state: index === 7 ? 'closed' : 'todo',
			due_at: index,
			last_activity_at: 1_000 - Math.floor(index / 3),
			conversation: index === 7 ? OTHER : null,
			organization: ORG,
			assignees: [FRODO],
		}));
		desk.api.tasks.push(...many);
		expect(await desk.run(['task', 'get'], { taskId: 't3' })).toMatchObject([{ title: 'Task 3' }]);
		const all = await desk.run(['task', 'getAll'], { returnAll: true });
		expect(ids(all)).toEqual(ids(many));
		expect(await desk.run(['task', 'getAll'], { limit: 1 })).toMatchObject([{ id: 't0' }]);
		expect(desk.urls.at(-1)).toBe('/tasks?limit=2');
		const found = await desk.run(['task', 'getAll'], {
			organization: picked(ORG),
			filters: {
				assignee: picked(FRODO),
				conversation: picked(`missive://mail.missiveapp.com/#inbox/conversations/${OTHER}`, 'url'),
				dueAtGteq: 7,
				dueAtLteq: '1970-01-01T00:00:07Z',
				state: 'closed',
				type: 'task',
			},
		});
		expect(ids(found)).toEqual(['t7']);
		expect(Object.fromEntries(desk.vendor.requests.at(-1)?.query ?? [])).toEqual({
			assignee: FRODO,
			conversation: OTHER,
			due_at_gteq: '7',
			due_at_lteq: '7',
			state: 'closed',
			type: 'task',
			organization: ORG,
			limit: '50',
		});
		await expect(desk.run(['task', 'get'], { taskId: 'x' })).rejects.toThrow('status 404');
		await expect(desk.run(['task', 'get'], { taskId: '' })).rejects.toThrow('Task is empty');
	});
});

describe('Conversation: Update Many', () => {
	beforeEach(async () => await open());

	it('takes 50 with one call, and the next with another', async () => {
		const conversations = Array.from({ length: 51 }, (_, index) => ({
			id: `c${index}`,
			last_activity_at: index,
			mailboxes: ['inbox'],
		}));
		desk.api.account.conversations = conversations;
		const conversationIds = ids(conversations).join(',');
		const updateFields = { state: 'close' };
		const parameters = { conversationIds, updateFields };
		expect(await desk.run(['conversation', 'updateMany'], parameters)).toHaveLength(51);
		expect(desk.urls).toHaveLength(2);
		expect(desk.api.account.conversations.every(({ mailboxes: [box] }) => box === 'closed')).toBe(
			true,
		);
	});

	it.each([
		[{ conversationIds: '', updateFields: { state: 'close' } }, 'URLs is empty'],
		[{ conversationIds: OTHER }, 'There is nothing to update'],
		[{ conversationIds: OTHER, updateFields: { addUsers: [FRODO] } }, 'Organization is empty'],
		[{ conversationIds: `${OTHER},x`, updateFields: { state: 'close' } }, 'Nothing was found'],
	])('from %j fails', async (parameters, problem) => {
		const failed = desk.run(['conversation', 'updateMany'], parameters as never);
		await expect(failed).rejects.toThrow(problem);
	});

	it('takes another answer for done', async () => {
		desk.vendor.failNext({ status: 204, body: '' });
		const parameters = { conversationIds: OTHER, updateFields: { state: 'close' } };
		expect(await desk.run(['conversation', 'updateMany'], parameters)).toEqual([{}]);
	});
});

describe('Draft: Create Reply', () => {
	const SAM = { name: 'Sam', address: 'sam@fellowship.org' };
	const US = { address: 'us@example.com' };
	const GANDALF = { name: '', address: 'gandalf@example.com' };
	const latest = (message: Record<string, unknown>) => {
		desk.api.account.messages[CONVERSATION] = [
			{ id: 'old', delivered_at: 1, from_field: GANDALF, to_fields: [], subject: 'Old' },
			{ id: 'new', delivered_at: 2, type: 'email', subject: 'Ring', ...message },
		];
	};
	const reply = async (parameters: object = {}) =>
		await desk.run(['draft', 'reply'], {
			conversationId: CONVERSATION,
			body: 'Yes',
			...parameters,
		});
	beforeEach(async () => await open());

	it('answers whoever wrote last, with the text quoted', async () => {
		latest({ from_field: SAM, to_fields: [US], cc_fields: [GANDALF] });
		await reply();
		expect(desk.urls).toEqual([`/conversations/${CONVERSATION}/messages?limit=1`, '/drafts']);
		expect(desk.sent).toEqual({
			drafts: {
				to_fields: [SAM],
				subject: 'Re: Ring',
				body: 'Yes',
				quote_previous_message: true,
				conversation: CONVERSATION,
			},
		});
	});

	it('answers all, at once, without the text and from an address', async () => {
		latest({ subject: 'RE: Ring', from_field: SAM, to_fields: [US, SAM], cc_fields: [GANDALF] });
		await reply({
			replyAll: true,
			send: true,
			quotePreviousMessage: false,
			from: 'Me <me@example.com>',
			options: { addDefaultSignature: true },
		});
		expect(desk.sent).toEqual({
			drafts: {
				to_fields: [SAM],
				cc_fields: [US, { address: 'gandalf@example.com' }],
				from_field: { name: 'Me', address: 'me@example.com' },
				subject: 'RE: Ring',
				body: 'Yes',
				quote_previous_message: false,
				add_default_signature: true,
				send: true,
				conversation: CONVERSATION,
			},
		});
	});

	it('goes where the sender wants answers', async () => {
		latest({ from_field: SAM, reply_to_fields: [GANDALF], to_fields: [US] });
		await reply();
		expect(desk.sent).toMatchObject({ drafts: { to_fields: [{ address: GANDALF.address }] } });
	});

	it('follows up a message of our own', async () => {
		latest({ author: { id: FRODO }, from_field: US, to_fields: [SAM], subject: null });
		await reply({ replyAll: true });
		expect(desk.sent).toMatchObject({
			drafts: { from_field: US, to_fields: [SAM], subject: 'Re:' },
		});
	});

	it('needs an email to answer', async () => {
		await expect(reply()).rejects.toThrow('There is no message to reply to');
		latest({ type: 'sms', from_field: { phone_number: '+1' } });
		await expect(reply()).rejects.toThrow('The latest message is no email, but of the type sms');
		expect(desk.api.drafts).toEqual([]);
	});
});

describe('what is chosen by its link', () => {
	beforeEach(async () => await open());

	it.each([
		`https://mail.missiveapp.com/#inbox/conversations/${CONVERSATION}`,
		`https://mail.missiveapp.com/#search/a/conversations/${CONVERSATION}/messages/bc27bcd1`,
		`missive://mail.missiveapp.com/#inbox/conversations/${CONVERSATION}`,
		`missive://mail.missiveapp.com/#/conversations/${CONVERSATION}`,
	])('%s', async (link) => {
		for (const conversationId of [picked(link, 'url'), picked(link, 'id'), link]) {
			await desk.run(['conversation', 'get'], { conversationId });
			expect(desk.urls.at(-1)).toBe(`/conversations/${CONVERSATION}`);
		}
		await desk.run(['post', 'create'], {
			content: 'x',
			conversationId: picked(link, 'url'),
			...notification,
		});
		expect(desk.sent).toMatchObject({ posts: { conversation: CONVERSATION } });
	});

	it('is an error where the link names nothing', async () => {
		const conversationId = picked('https://mail.missiveapp.com/#inbox', 'url');
		await expect(desk.run(['conversation', 'get'], { conversationId })).rejects.toThrow('invalid');
	});

	it('may be a contact or a task too', async () => {
		const contactId = picked('https://mail.missiveapp.com/#contacts/c1', 'url');
		desk.api.account.contacts.push({ id: 'c1', contact_book: BOOK, last_name: 'a' });
		expect(await desk.run(['contact', 'get'], { contactId })).toMatchObject([{ id: 'c1' }]);
		const taskId = picked(`missive://mail.missiveapp.com/#tasks/t1`, 'url');
		desk.api.tasks.push({ id: 't1' });
		expect(await desk.run(['task', 'get'], { taskId })).toEqual([{ id: 't1' }]);
	});
});

describe('what is chosen from a list', () => {
	beforeEach(async () => await open());

	it('may be a conversation, by its subject and authors', async () => {
		const { results } = await listSearch.searchConversations.call(desk.panel(), 'samwise');
		expect(results).toEqual([
			{ value: CONVERSATION, name: 'Mordor GPS coordinates – Samwise Gamgee' },
		]);
		expect(desk.urls).toEqual(['/conversations?all=true&limit=50']);
	});

	it('is looked for on ten pages, and then the user may go on', async () => {
		desk.api.account.conversations = Array.from({ length: 1_000 }, (_, index) => ({
			id: `c${index}`,
			last_activity_at: 5_000 - index,
			mailboxes: ['inbox'],
		}));
		const first = await listSearch.searchConversations.call(desk.panel(), 'nothing like it');
		expect(first.results).toEqual([]);
		expect(desk.urls).toHaveLength(10);
		const next = await listSearch.searchConversations.call(
			desk.panel(),
			'',
			String(first.paginationToken),
		);
		expect(next.results).toHaveLength(50);
	});

	it('may be a task', async () => {
		desk.api.tasks.push({ id: 't1', title: 'Call' }, { id: 't2', title: 'Write' });
		const { results, paginationToken } = await listSearch.searchTasks.call(desk.panel(), 'WRI');
		expect(results).toEqual([{ value: 't2', name: 'Write' }]);
		expect(paginationToken).toBeUndefined();
	});

	it('may be a contact, of any book, found by Missive', async () => {
		desk.api.account.contactBooks = [
			{ id: 'b1', name: 'Empty' },
			{ id: 'b2', name: 'Full' },
		];
		desk.api.account.contacts.push(
			{ id: 'c1', contact_book: 'b2', modified_at: 1, first_name: 'Sam', last_name: 'Gamgee' },
			{
				id: 'c2',
				contact_book: 'b2',
				modified_at: 1,
				infos: [{ kind: 'email', value: 'x@example.com' }],
			},
		);
		const { results } = await listSearch.searchContacts.call(desk.panel());
		expect(results).toEqual(
			expect.arrayContaining([
				{ value: 'c1', name: 'Sam Gamgee' },
				{ value: 'c2', name: 'x@example.com' },
			]),
		);
		await listSearch.searchContacts.call(desk.panel(), 'sam');
		expect(desk.urls.at(-1)).toBe('/contacts?contact_book=b2&search=sam&limit=200&offset=0');
	});
});
