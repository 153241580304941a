import { ManualClock, startMissive } from '../../simulators';
import type { MissiveOptions } from '../../simulators';
import { exampleAccount } from '../../simulators/missiveApiData';
import { call, type Called } from './call';
import { closeAll, opened } from './open';

afterEach(closeAll);

const ORG = '93e5e5d5-11a2-4c9b-80b8-94f3c08068cf';
const TEAM = '2f618f9e-d3d4-4a01-b7d5-57124ab366b8';
const FRODO = '6b52b6b9-9b51-46ad-a4e3-82ef3c45512c';
const LABEL = '146ff5c4-d5la-3b63-b994-76711fn790lq';
const CONVERSATION = '47a57b76-df42-4d8k-927x-80dbe5d87191';
const BOOK = '551b8675-11e9-49c3-aac0-01fb8510d862';

async function start(options: MissiveOptions = {}) {
	const clock = new ManualClock();
	const missive = await opened(startMissive({ clock, ...options }));
	const ask = async (method: string, path: string, body?: unknown): Promise<Called> =>
		await call(method, `${missive.baseUrl}${path}`, { token: missive.token, body });
	return { missive, ask, clock };
}

const ids = (json: unknown, name: string) =>
	(json as Record<string, Array<{ id: string }>>)[name]?.map(({ id }) => id);

describe('what an account holds', () => {
	it.each([
		['teams', TEAM],
		['users', FRODO],
		['shared_labels', LABEL],
	])('lists %s, of one organization too', async (name, id) => {
		const { ask } = await start();
		expect(ids((await ask('GET', `/${name}`)).json, name)).toEqual([id]);
		expect(ids((await ask('GET', `/${name}?organization=${ORG}`)).json, name)).toEqual([id]);
		expect((await ask('GET', `/${name}?organization=x`)).json).toEqual({ [name]: [] });
		expect((await ask('GET', `/${name}?limit=201`)).status).toBe(400);
	});

	it('lists contact books', async () => {
		const { ask } = await start();
		expect(ids((await ask('GET', '/contact_books')).json, 'contact_books')).toEqual([BOOK]);
	});
});

describe('conversations', () => {
	const conversations = [5, 4, 4, 3].map((time, index) => ({
		id: `c${index}`,
		last_activity_at: time,
		mailboxes: ['inbox'],
		guest: index === 3,
	}));

	it.each([
		['inclusive', ['c1', 'c2', 'c3']],
		['exclusive', ['c3']],
	] as const)('keep those of one second on one page, %s', async (untilRule, second) => {
		const { ask } = await start({ account: { conversations }, untilRule });
		const first = await ask('GET', '/conversations?inbox=true&limit=2');
		expect(ids(first.json, 'conversations')).toEqual(['c0', 'c1', 'c2']);
		const next = await ask('GET', '/conversations?inbox=true&limit=3&until=4');
		expect(ids(next.json, 'conversations')).toEqual(second);
	});

	it('show a guest little', async () => {
		const { ask } = await start({ account: { conversations } });
		const { json } = await ask('GET', '/conversations/c3');
		expect(json).toEqual({ conversations: [{ id: 'c3', last_activity_at: 3 }] });
	});

	it.each([
		['shared_label', LABEL],
		['team_inbox', TEAM],
		['team_all', TEAM],
		['all', 'true'],
	])('are listed by %s', async (filter, value) => {
		const { ask } = await start();
		const { json } = await ask('GET', `/conversations?${filter}=${value}&organization=${ORG}`);
		expect(ids(json, 'conversations')).toEqual([CONVERSATION]);
	});

	it('are listed by contact', async () => {
		const { ask } = await start();
		const list = async (query: string) =>
			ids((await ask('GET', `/conversations?all=true&${query}`)).json, 'conversations');
		expect(await list('email=sam@fellowship.org')).toEqual([CONVERSATION]);
		expect(await list('domain=fellowship.org')).toEqual([CONVERSATION]);
		expect(await list('email=other@fellowship.org')).toEqual([]);
	});

	it.each([
		['no mailbox', ''],
		['a flag that is not true', '?inbox=false'],
		['two contact filters', '?all=true&email=a@b.c&domain=b.c'],
		['too many at once', '?all=true&limit=51'],
		['an until that is no time', '?all=true&until=now'],
	])('are not listed with %s', async (_what, query) => {
		const { ask } = await start();
		expect((await ask('GET', `/conversations${query}`)).status).toBe(400);
	});

	it('list their messages and comments', async () => {
		const messages = { [CONVERSATION]: [{ id: 'm1', delivered_at: 1 }] };
		const comments = { [CONVERSATION]: [{ id: 'k1', created_at: 1 }] };
		const { ask } = await start({ account: { messages, comments } });
		const list = async (name: string, query = '') =>
			await ask('GET', `/conversations/${CONVERSATION}/${name}${query}`);
		expect(ids((await list('messages')).json, 'messages')).toEqual(['m1']);
		expect(ids((await list('comments')).json, 'comments')).toEqual(['k1']);
		expect((await list('comments', '?limit=11')).status).toBe(400);
		expect((await ask('GET', '/conversations/nothing/messages')).status).toBe(404);
	});

	it('are updated', async () => {
		const { ask, missive } = await start();
		const update = async (fields: object) =>
			await ask('PATCH', `/conversations/${CONVERSATION}`, {
				conversations: [{ id: CONVERSATION, ...fields }],
			});
		const { status, json } = await update({
			subject: 'New',
			color: 'good',
			remove_assignees: [FRODO],
			organization: ORG,
			remove_shared_labels: [LABEL],
			close: true,
		});
		expect(status).toBe(200);
		expect(json).toMatchObject({
			conversations: [{ subject: 'New', color: 'good', assignees: [], shared_labels: [] }],
		});
		expect(missive.api.account.conversations[0]?.mailboxes).toEqual(['closed']);
		await update({ add_assignees: [FRODO], add_shared_labels: [LABEL], organization: ORG });
		await update({ team: TEAM, force_team: true, add_to_team_inbox: true });
		expect(missive.api.account.conversations[0]).toMatchObject({
			assignees: [{ id: FRODO }],
			shared_labels: [{ id: LABEL }],
			mailboxes: ['team_inbox'],
		});
	});

	it.each([
		['an assignee without an organization', { add_assignees: [FRODO] }],
		['a label without an organization', { add_shared_labels: [LABEL] }],
		['a team inbox without a team', { add_to_team_inbox: true }],
		['an unknown user', { add_users: ['x'], organization: ORG }],
		['an unknown team', { team: 'x' }],
		['an unknown organization', { organization: 'x' }],
		['an unknown label', { add_shared_labels: ['x'], organization: ORG }],
		['an unknown field', { archive: true }],
		['a color that is none', { color: 'blue' }],
		['another id', { id: 'other' }],
	])('are not updated with %s', async (_what, fields) => {
		const { ask } = await start();
		const update = { id: CONVERSATION, ...fields };
		const body = { conversations: [update] };
		expect((await ask('PATCH', `/conversations/${CONVERSATION}`, body)).status).toBe(400);
	});

	it('have to exist', async () => {
		const { ask } = await start();
		expect((await ask('PATCH', '/conversations/x', { conversations: [] })).status).toBe(404);
		expect((await ask('PATCH', '/conversations/x', {})).status).toBe(400);
		expect((await ask('GET', '/conversations/x')).status).toBe(404);
	});
});

describe('drafts and posts', () => {
	it('go into a new conversation, or into one that exists', async () => {
		const { ask, missive } = await start();
		const drafts = {
			subject: 'Hello',
			body: 'World!',
			to_fields: [{ address: 'customer@example.com' }],
		};
		const created = await ask('POST', '/drafts', { drafts: { ...drafts, send: true } });
		expect(created.status).toBe(201);
		expect(missive.api.drafts).toMatchObject([{ ...drafts, send: true }]);
		expect(missive.api.account.conversations).toHaveLength(2);

		const posts = { text: 'Done', notification: { title: 'a', body: 'b' }, close: true };
		const posted = await ask('POST', '/posts', { posts: { ...posts, conversation: CONVERSATION } });
		expect(posted.json).toEqual({
			posts: { id: missive.api.posts[0]?.id, conversation: CONVERSATION },
		});
		expect(missive.api.account.conversations[0]?.mailboxes).toEqual(['closed']);
	});

	const notification = { title: 'a', body: 'b' };
	it.each([
		['/drafts', { drafts: { send: true, send_at: 1 } }, 400],
		['/drafts', { drafts: { auto_followup: true } }, 400],
		['/drafts', { drafts: { conversation: 'x' } }, 404],
		['/drafts', { drafts: { to: 'a@b.c' } }, 400],
		['/drafts', { drafts: { to_fields: ['a@b.c'] } }, 400],
		['/drafts', { drafts: { attachments: [{ filename: 'a' }] } }, 400],
		['/drafts', { drafts: { add_assignees: [FRODO] } }, 400],
		['/drafts', { drafts: [] }, 400],
		['/posts', { posts: { text: 'a' } }, 400],
		['/posts', { posts: { notification } }, 422],
		['/posts', { posts: { text: 'a', notification: { title: 'a' } } }, 400],
		['/posts', { posts: { text: 'a', notification, conversation: 'x' } }, 404],
	])('%s refuses %j', async (path, body, status) => {
		const { ask } = await start();
		expect((await ask('POST', path, body)).status).toBe(status);
	});

	it('take JSON only, and at most 10 MB', async () => {
		const { missive, ask } = await start();
		const response = await fetch(`${missive.baseUrl}/drafts`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${missive.token}`, 'Content-Type': 'text/plain' },
			body: '{}',
		});
		expect(response.status).toBe(415);
		const large = { drafts: { body: 'x'.repeat(10 * 1024 * 1024) } };
		expect((await ask('POST', '/drafts', large)).status).toBe(413);
	});
});

describe('tasks', () => {
	it('are created and updated', async () => {
		const { ask, missive } = await start();
		const own = { title: 'Review', team: TEAM, organization: ORG };
		expect((await ask('POST', '/tasks', { tasks: own })).status).toBe(201);
		const [task] = missive.api.tasks;
		expect(task).toMatchObject({ ...own, state: 'todo', conversation: null });
		const sub = { title: 'Call', subtask: true, conversation: CONVERSATION, state: 'in_progress' };
		expect((await ask('POST', '/tasks', { tasks: sub })).json).toMatchObject({ tasks: sub });
		const closed = await ask('PATCH', `/tasks/${task?.id}`, { tasks: { state: 'closed' } });
		expect(closed.json).toMatchObject({
			tasks: { id: task?.id, title: 'Review', state: 'closed' },
		});
	});

	it.each([
		[{ title: 'a' }],
		[{ title: 'a', team: TEAM }],
		[{ title: 'a', subtask: true }],
		[{ team: TEAM, organization: ORG }],
		[{ title: 'x'.repeat(1001), assignees: [FRODO], organization: ORG }],
		[{ title: 'a', assignees: [FRODO], organization: ORG, state: 'done' }],
		[{ title: 'a', assignees: [FRODO], organization: ORG, due_at: '2026-01-01' }],
	])('are not created from %j', async (tasks) => {
		const { ask } = await start();
		expect((await ask('POST', '/tasks', { tasks })).status).toBe(400);
	});

	it('have to exist, in a conversation that exists', async () => {
		const { ask } = await start();
		const tasks = { title: 'a', subtask: true, conversation: 'x' };
		expect((await ask('POST', '/tasks', { tasks })).status).toBe(404);
		expect((await ask('PATCH', '/tasks/x', { tasks: {} })).status).toBe(404);
	});
});

describe('contacts', () => {
	const infos = [
		{ kind: 'email', label: 'work', value: 'sam@fellowship.org' },
		{ kind: 'facebook', label: 'other', custom_label: 'old', name: 'Sam' },
		{ kind: 'physical_address', label: 'home', city: 'Hobbiton' },
	];
	const memberships = [{ title: 'Gardener', group: { kind: 'organization', name: 'Bag End' } }];

	it('are created, found, updated and listed', async () => {
		const { ask, clock } = await start();
		const sam = { contact_book: BOOK, first_name: 'Sam', last_name: 'Gamgee', infos, memberships };
		const frodo = { contact_book: BOOK, first_name: 'Frodo', last_name: 'Baggins' };
		const created = await ask('POST', '/contacts', { contacts: [sam, frodo] });
		expect(created.status).toBe(201);
		const [samId, frodoId] = ids(created.json, 'contacts') ?? [];
		clock.advance(60_000);
		const change = { contacts: [{ id: samId, nickname: 'Samwise' }] };
		expect((await ask('PATCH', `/contacts/${samId}`, change)).json).toMatchObject({
			contacts: [{ ...sam, nickname: 'Samwise' }],
		});
		expect((await ask('GET', `/contacts/${samId}`)).json).toMatchObject({
			contacts: [{ nickname: 'Samwise' }],
		});
		const list = async (query: string) =>
			ids((await ask('GET', `/contacts?contact_book=${BOOK}&${query}`)).json, 'contacts');
		expect(await list('')).toEqual([frodoId, samId]);
		expect(await list('order=last_modified')).toEqual([samId, frodoId]);
		expect(await list('search=HOBBITON')).toEqual([samId]);
		expect(await list(`modified_since=${clock.now() / 1000}`)).toEqual([samId]);
		expect(await list('limit=1&offset=1')).toEqual([samId]);
	});

	it('are shown deleted only when asked for', async () => {
		const contacts = [{ id: 'gone', contact_book: BOOK, deleted: true, modified_at: 1 }];
		const { ask } = await start({ account: { contacts } });
		const list = async (query: string) =>
			ids((await ask('GET', `/contacts?contact_book=${BOOK}&${query}`)).json, 'contacts');
		expect(await list('modified_since=1')).toEqual([]);
		expect(await list('modified_since=1&include_deleted=true')).toEqual(['gone']);
		expect((await ask('GET', '/contacts/gone')).status).toBe(404);
	});

	it.each([
		['POST', '/contacts', { contacts: [{ first_name: 'a' }] }, 400],
		['POST', '/contacts', { contacts: [{ contact_book: 'x' }] }, 404],
		['POST', '/contacts', { contacts: {} }, 400],
		['POST', '/contacts', { contacts: [{ contact_book: BOOK, infos: [{ kind: 'fax' }] }] }, 400],
		['POST', '/contacts', { contacts: [{ contact_book: BOOK, memberships: [{}] }] }, 400],
		['PATCH', '/contacts/x', { contacts: [{ id: 'x' }] }, 404],
		['PATCH', '/contacts/x', { contacts: [{ id: 'y' }] }, 400],
		['PATCH', '/contacts/x', { contacts: [{}] }, 400],
		['PATCH', '/contacts/x', {}, 400],
		['GET', '/contacts', undefined, 400],
		['GET', `/contacts?contact_book=${BOOK}&order=age`, undefined, 400],
	])('%s %s refuses %j', async (method, path, body, status) => {
		const { ask } = await start();
		expect((await ask(method, path, body)).status).toBe(status);
	});
});

it('tells a client over the limit when to come back', async () => {
	const { ask } = await start({ limits: { perMinute: 1 } });
	await ask('GET', '/users');
	const { status, headers } = await ask('GET', '/users');
	expect(status).toBe(429);
	expect(headers.get('retry-after')).toBe('60');
	expect(headers.get('x-ratelimit-limit')).toBe('1');
	expect(headers.get('x-ratelimit-remaining')).toBe('0');
	expect(headers.get('x-ratelimit-reset')).toBe(String(Date.UTC(2026, 0, 1) / 1000 + 60));
});

it('starts every account afresh', () => {
	expect(exampleAccount().conversations).not.toBe(exampleAccount().conversations);
});
