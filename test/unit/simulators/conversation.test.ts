import { conversationPayload, freshConversationPayload } from '../../fixtures';
import {
	ManualClock,
	startConversation,
	startSink,
	type ConversationOptions,
	type ConversationSimulator,
} from '../../simulators';
import { call } from './call';
import { closeAll, opened } from './open';

afterEach(closeAll);

const CONFIG = { workflow_id: '123', callback_url: 'http://127.0.0.1/hook' };

async function post(conversations: ConversationSimulator, change: object = {}) {
	const body = { channel: 'API', usecase: 'WORKFLOW_EXECUTION', config: CONFIG, ...change };
	const url = `${conversations.baseUrl}/conversations`;
	return await call('POST', url, { token: conversations.apiKey, body });
}

async function get(conversations: ConversationSimulator, path: string) {
	const url = `${conversations.baseUrl}/conversations/${path}`;
	return await call('GET', url, { token: conversations.apiKey });
}

async function started(options: ConversationOptions = {}) {
	const conversations = await opened(startConversation(options));
	const sink = await opened(startSink());
	const config = { ...CONFIG, callback_url: `${sink.url}/hook?token=t` };
	const id = ((await post(conversations, { config })).json as { id: string }).id;
	return { conversations, sink, id };
}

describe('Conversation API', () => {
	it('creates conversations', async () => {
		const conversations = await opened(startConversation());
		const extra = { metadata: { a: 1 }, team_id: 'team' };
		const created = await post(conversations, extra);
		expect(created).toMatchObject({
			status: 201,
			json: { id: expect.stringMatching(/^[0-9a-f]{32}$/) },
		});
		const { id } = created.json as { id: string };
		expect(await get(conversations, id)).toMatchObject({
			status: 200,
			json: { id, usecase: 'WORKFLOW_EXECUTION', config: CONFIG, ...extra },
		});
		expect(await get(conversations, `${id}/messages`)).toMatchObject({ status: 200, json: [] });
		const none = '0'.repeat(32);
		expect((await get(conversations, none)).status).toBe(404);
		expect((await get(conversations, `${none}/messages`)).status).toBe(404);
	});

	it('needs no workflow for the default use case', async () => {
		const conversations = await opened(startConversation());
		const config = { callback_url: CONFIG.callback_url };
		expect((await post(conversations, { usecase: 'DEFAULT', config })).status).toBe(201);
	});

	it.each([
		['no workflow', { config: { callback_url: 'http://a/b' } }, 'workflow_id'],
		['a workflow that is no text', { config: { ...CONFIG, workflow_id: 1 } }, 'workflow_id'],
		['no callback URL', { config: { workflow_id: '1' } }, 'callback_url'],
		['a relative callback URL', { config: { ...CONFIG, callback_url: '/hook' } }, 'callback_url'],
		['no config', { config: null }, 'config'],
		['an unknown use case', { usecase: 'OTHER' }, 'usecase'],
		['an unknown channel', { channel: 'FAX' }, 'channel'],
		['metadata that is no object', { metadata: 'x' }, 'metadata'],
		['a team that is no text', { team_id: 1 }, 'team_id'],
	])('refuses %s', async (_what, change, reason) => {
		const conversations = await opened(startConversation());
		const answer = await post(conversations, change);
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual({ error: expect.stringContaining(reason) });
		expect(conversations.hooks.size).toBe(0);
	});

	it('refuses http callbacks where they are not allowed, a body that is not JSON, a wrong key', async () => {
		const conversations = await opened(startConversation({ allowHttp: false }));
		expect((await post(conversations)).status).toBe(400);
		const url = `${conversations.baseUrl}/conversations`;
		const token = conversations.apiKey;
		expect((await call('POST', url, { token, body: [] })).status).toBe(400);
		expect((await call('POST', url, { token: 'wrong', body: {} })).status).toBe(401);
		expect((await call('DELETE', `${url}/x`, { token })).status).toBe(404);
	});
});

describe('Conversation deliveries', () => {
	it('post the message unsigned and keep it, newest first', async () => {
		const { conversations, sink, id } = await started();
		const payload = conversationPayload();
		const media = freshConversationPayload('media_message');
		expect((await conversations.deliver(id, payload)).delivered).toBe(true);
		await conversations.deliver(id, media);
		await conversations.deliver(id, conversationPayload('processed_message'));
		const uuid = id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
		const [first] = sink.requests;
		expect(first?.url).toBe('/hook?token=t');
		expect(JSON.parse(String(first?.body))).toEqual({ ...payload, conversation_id: uuid });
		expect(first?.headers).not.toHaveProperty('x-hook-signature');
		const { json } = await get(conversations, `${uuid}/messages`);
		expect(json).toEqual([media.data, { ...conversationPayload('processed_message').data }]);
		await expect(conversations.deliver('none', payload)).rejects.toThrow('none');
	});

	it('are retried after 4, 8 and 10 seconds', async () => {
		const clock = new ManualClock(undefined, { auto: true });
		const { conversations, sink, id } = await started({ clock });
		sink.answerAlways({ status: 500 });
		const start = clock.now();
		const { attempts, delivered } = await conversations.deliver(id, conversationPayload());
		expect(attempts.map(({ at }) => (at - start) / 1000)).toEqual([0, 4, 12, 22]);
		expect(delivered).toBe(false);
	});

	it('wait while ten are under way', async () => {
		const networkClock = new ManualClock();
		const { conversations, sink, id } = await started({ networkClock });
		sink.failNext({ delayMs: Infinity, times: 10 });
		const all = Array.from({ length: 11 }, async () => {
			return await conversations.deliver(id, freshConversationPayload(), { maxAttempts: 1 });
		});
		await sink.waitForRequests(10);
		expect(networkClock.nextWakeMs).toBe(30_000);
		networkClock.advance(30_000);
		const outcomes = await Promise.all(all);
		expect(outcomes.map(({ delivered }) => delivered).filter(Boolean)).toHaveLength(1);
		expect(outcomes[10]?.delivered).toBe(true);
	});

	it('wait while an endpoint had its requests of the minute', async () => {
		const clock = new ManualClock(undefined, { auto: true });
		const { conversations, id } = await started({ clock, limits: { perMinute: 2 } });
		const start = clock.now();
		for (let i = 0; i < 5; i++) await conversations.deliver(id, freshConversationPayload());
		const seconds = conversations.deliveries.map(({ at }) => (at - start) / 1000);
		expect(seconds).toEqual([0, 0, 60, 60, 120]);
	});

	it('end when the simulator closes while they wait for their turn', async () => {
		const clock = new ManualClock();
		const { conversations, id } = await started({ clock, limits: { perMinute: 1 } });
		await conversations.deliver(id, freshConversationPayload());
		const waiting = [1, 2].map(
			async () => await conversations.deliver(id, freshConversationPayload()),
		);
		await clock.untilSleeping(2);
		await conversations.close();
		expect(await Promise.all(waiting)).toMatchObject([
			{ attempts: [], reason: 'simulator closed' },
			{ attempts: [], reason: 'simulator closed' },
		]);
	});
});
