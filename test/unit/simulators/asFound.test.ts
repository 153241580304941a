import { createHmac } from 'node:crypto';

import { conversationPayload, openWorkEvent } from '../../fixtures';
import {
	ManualClock,
	startConversation,
	startMissive,
	startOpenWork,
	startSink,
} from '../../simulators';
import { call } from './call';
import { createMissiveHook, createOpenWorkHook, EVENTS, openWorkApi } from './hooks';
import { closeAll, opened } from './open';

afterEach(closeAll);

const AS_FOUND = { dialect: 'as found' } as const;

describe('OpenWork as found', () => {
	it('shows a webhook with its retries, and changes URL and secret', async () => {
		const openWork = await opened(startOpenWork({ ...AS_FOUND, clock: new ManualClock(0) }));
		const id = await createOpenWorkHook(openWork, { retryCount: 5 });
		const shown = {
			id,
			name: 'Monitor',
			url: 'http://a/b',
			hasSecret: true,
			eventTypes: EVENTS,
			enabled: true,
			retryCount: 5,
			timeoutMs: 5000,
			createdAt: '1970-01-01T00:00:00.000Z',
			updatedAt: '1970-01-01T00:00:00.000Z',
		};
		expect((await openWorkApi(openWork, 'GET')).json).toEqual([shown]);
		const patch = { url: 'http://c/d', secret: 'new', timeoutMs: 1000 };
		const patched = await openWorkApi(openWork, 'PATCH', `/${id}`, patch);
		expect(patched.json).toEqual({ ...shown, url: 'http://c/d', timeoutMs: 1000 });
		expect(openWork.hooks.get(id)?.secret).toBe('new');
		const empty = await openWorkApi(openWork, 'PATCH', `/${id}`, { eventTypes: [] });
		expect(empty.status).toBe(400);
		const deleted = await openWorkApi(openWork, 'DELETE', `/${id}`);
		expect(deleted).toMatchObject({ status: 200, json: { success: true } });
		expect(await openWorkApi(openWork, 'DELETE', `/${id}`)).toMatchObject({
			status: 404,
			json: { error: 'Webhook not found' },
		});
	});

	it('has no limit for webhooks', async () => {
		const openWork = await opened(startOpenWork(AS_FOUND));
		for (let i = 0; i < 11; i++) await createOpenWorkHook(openWork);
		expect(openWork.hooks.size).toBe(11);
	});

	it('signs under another header, names the event beside it, and sends the event alone', async () => {
		const openWork = await opened(startOpenWork({ ...AS_FOUND, clock: new ManualClock(0) }));
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: sink.url });
		const event = openWorkEvent();
		await openWork.deliver(id, event);
		const [request] = sink.requests;
		expect(JSON.parse(String(request?.body))).toEqual({ event });
		const hex = createHmac('sha256', 'shh')
			.update(request?.body ?? '')
			.digest('hex');
		expect(request?.headers).toMatchObject({
			'x-webhook-signature': `sha256=${hex}`,
			'x-webhook-event': event.type,
			'x-webhook-id': event.id,
			'x-webhook-timestamp': '1970-01-01T00:00:00.000Z',
		});
		expect(request?.headers).not.toHaveProperty('x-hook-signature');
	});

	it('repeats after 1, 2, 4, 8 and 10 s where the receiver fails, retryCount times at most', async () => {
		const clock = new ManualClock(undefined, { auto: true });
		const openWork = await opened(startOpenWork({ ...AS_FOUND, clock }));
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: sink.url, retryCount: 6 });
		sink.answerAlways({ status: 503 });
		const start = clock.now();
		const { attempts } = await openWork.deliver(id, openWorkEvent());
		expect(attempts.map(({ at }) => (at - start) / 1000)).toEqual([0, 1, 3, 7, 15, 25]);
		const other = await createOpenWorkHook(openWork, { url: sink.url });
		expect((await openWork.deliver(other, openWorkEvent())).attempts).toHaveLength(3);
	});

	it('does not repeat after a 4xx', async () => {
		const openWork = await opened(startOpenWork(AS_FOUND));
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: sink.url });
		sink.answerAlways({ status: 401 });
		expect(await openWork.deliver(id, openWorkEvent())).toMatchObject({
			delivered: false,
			attempts: [{ status: 401 }],
			reason: 'not repeated after this failure',
		});
	});
});

describe('OpenWork as documented', () => {
	it.each([
		['ignored', 201],
		['refused', 400],
	] as const)('has the retries %s', async (retrySettings, status) => {
		const openWork = await opened(startOpenWork({ retrySettings }));
		const body = { name: 'n', url: 'http://a/b', eventTypes: EVENTS, retryCount: 5 };
		const answer = await openWorkApi(openWork, 'POST', '', body);
		expect(answer.status).toBe(status);
		expect(answer.json).not.toHaveProperty('retryCount');
	});
});

describe('Missive as found', () => {
	it('takes six types, answers 200, and 404 for what is gone', async () => {
		const missive = await opened(startMissive(AS_FOUND));
		const url = 'http://a/b';
		for (const type of ['label_change', 'new_message']) {
			expect((await createMissiveHook(missive, { type, url })).status).toBe(400);
		}
		expect((await createMissiveHook(missive, { type: 'incoming_email', url })).status).toBe(200);
		const [id] = missive.hooks.keys();
		const remove = async () =>
			(await call('DELETE', `${missive.baseUrl}/hooks/${id}`, { token: missive.token })).status;
		expect([await remove(), await remove()]).toEqual([200, 404]);
	});

	it.each([
		['incoming_sms_message', { from_eq: 'sam@fellowship.org' }, 400],
		['new_comment', { subject_contains: 'ring' }, 400],
		['incoming_email', { is_task: true }, 400],
		['incoming_email', { from_eq: 'sam@fellowship.org', subject_contains: 'ring' }, 200],
		['new_comment', { is_task: true, author: 'a', mention: 'm' }, 200],
		['incoming_sms_message', { content_contains: 'ring', organization: 'o' }, 200],
	])('has filters for some types only: %s %j', async (type, filters, status) => {
		const missive = await opened(startMissive(AS_FOUND));
		const answer = await createMissiveHook(missive, { type, url: 'http://a/b', ...filters });
		expect(answer.status).toBe(status);
	});
});

describe('Conversation API as found', () => {
	it('lies under another path, and spells values in lower case and with media types', async () => {
		const conversations = await opened(startConversation(AS_FOUND));
		expect(conversations.baseUrl).toBe(`${conversations.url}/developer/api`);
		const sink = await opened(startSink());
		const token = conversations.apiKey;
		for (const base of ['/api', '/developer/api']) {
			const body = { channel: 'API', usecase: 'DEFAULT', config: { callback_url: sink.url } };
			const url = `${conversations.url}${base}/conversations`;
			expect((await call('POST', url, { token, body })).status).toBe(201);
		}
		const [id = ''] = conversations.hooks.keys();
		const payload = conversationPayload('media_message');
		await conversations.deliver(id, payload);
		const spelled = {
			...payload.data,
			content_type: 'application/pdf',
			type: 'user_input',
			channel: 'api',
			status: 'received',
		};
		expect(JSON.parse(String(sink.requests[0]?.body))).toMatchObject({ data: spelled });
		const path = `${conversations.baseUrl}/conversations/${id}/messages`;
		expect((await call('GET', path, { token })).json).toEqual([spelled]);
	});
});

describe.each(['documented', 'as found'] as const)(
	'an event while a hook is created, %s',
	(dialect) => {
		const options = { dialect, eventWhileCreating: true };
		const expected = [
			expect.objectContaining({
				attempts: [expect.objectContaining({ status: 202, body: 'first' })],
			}),
		];

		it('comes from OpenWork before the answer, signed', async () => {
			const openWork = await opened(startOpenWork(options));
			const sink = await opened(startSink());
			sink.answerNext({ status: 202, body: 'first' });
			await createOpenWorkHook(openWork, { url: sink.url });
			expect(openWork.whileCreating).toEqual(expected);
			const [request] = sink.requests;
			expect(JSON.parse(String(request?.body))).toMatchObject({ event: { type: EVENTS[0] } });
			const header = dialect === 'documented' ? 'x-hook-signature' : 'x-webhook-signature';
			expect(request?.headers).toHaveProperty(header);
		});

		it('comes from Missive before the answer', async () => {
			const missive = await opened(startMissive(options));
			const sink = await opened(startSink());
			sink.answerNext({ status: 202, body: 'first' });
			await createMissiveHook(missive, { type: 'new_comment', url: sink.url });
			expect(missive.whileCreating).toEqual(expected);
			expect(JSON.parse(String(sink.requests[0]?.body))).toMatchObject({
				rule: { type: 'new_comment' },
			});
		});

		it('comes from the Conversation API before the answer', async () => {
			const conversations = await opened(startConversation(options));
			const sink = await opened(startSink());
			sink.answerNext({ status: 202, body: 'first' });
			const body = { channel: 'API', usecase: 'DEFAULT', config: { callback_url: sink.url } };
			const url = `${conversations.baseUrl}/conversations`;
			const token = conversations.apiKey;
			expect((await call('POST', url, { token, body })).status).toBe(201);
			expect(conversations.whileCreating).toEqual(expected);
		});

		it('can be switched off', async () => {
			const missive = await opened(startMissive(options));
			missive.eventWhileCreating = false;
			await createMissiveHook(missive, { type: 'new_comment', url: 'http://a/b' });
			expect(missive.whileCreating).toEqual([]);
		});
	},
);
