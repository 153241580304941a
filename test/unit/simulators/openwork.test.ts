import { ManualClock, startOpenWork } from '../../simulators';
import { call } from './call';
import { createOpenWorkHook, EVENTS, openWorkApi } from './hooks';
import { closeAll, opened } from './open';

afterEach(closeAll);

describe('OpenWork API', () => {
	it('creates, shows, lists, changes and deletes webhooks, and never shows the secret', async () => {
		const openWork = await opened(startOpenWork({ clock: new ManualClock(0) }));
		const id = await createOpenWorkHook(openWork);
		expect(openWork.hooks.get(id)?.secret).toBe('shh');
		const shown = {
			id,
			name: 'Monitor',
			url: 'http://a/b',
			eventTypes: EVENTS,
			enabled: true,
			createdAt: '1970-01-01T00:00:00.000Z',
		};
		expect((await openWorkApi(openWork, 'GET')).json).toEqual([shown]);
		expect((await openWorkApi(openWork, 'GET', `/${id}`)).json).toEqual(shown);
		const patch = { name: 'New', eventTypes: ['*'], enabled: false };
		expect(await openWorkApi(openWork, 'PATCH', `/${id}`, patch)).toMatchObject({
			status: 200,
			json: { ...shown, ...patch },
		});
		expect((await openWorkApi(openWork, 'PUT', `/${id}`, patch)).status).toBe(405);
		expect((await openWorkApi(openWork, 'DELETE', `/${id}`)).status).toBe(204);
		for (const method of ['GET', 'PATCH', 'DELETE']) {
			expect((await openWorkApi(openWork, method, `/${id}`)).status).toBe(404);
		}
	});

	it('can wrap the list', async () => {
		const openWork = await opened(startOpenWork({ listShape: 'wrapped' }));
		expect((await openWorkApi(openWork, 'GET')).json).toEqual({ webhooks: [] });
	});

	it.each([
		['no object', [], 'object'],
		['a missing name', { name: undefined }, 'name'],
		['a relative URL', { url: '/hook' }, 'url'],
		['no event types', { eventTypes: [] }, 'eventTypes'],
		['an unknown event type', { eventTypes: ['app:made_up'] }, 'app:made_up'],
		['an empty secret', { secret: '' }, 'secret'],
		['an unknown field', { enabled: true }, 'enabled'],
	])('refuses to create with %s', async (_what, change, reason) => {
		const openWork = await opened(startOpenWork());
		const good = { name: 'Monitor', url: 'http://a/b', eventTypes: EVENTS };
		const answer = await openWorkApi(
			openWork,
			'POST',
			'',
			Array.isArray(change) ? change : { ...good, ...change },
		);
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual({ error: expect.stringContaining(reason) });
	});

	it.each([
		[{ url: 'http://c/d' }, 'url'],
		[{ secret: 'new' }, 'secret'],
		[{ enabled: 'yes' }, 'enabled'],
	])('refuses to change %j', async (patch, reason) => {
		const openWork = await opened(startOpenWork());
		const id = await createOpenWorkHook(openWork);
		const answer = await openWorkApi(openWork, 'PATCH', `/${id}`, patch);
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual({ error: expect.stringContaining(reason) });
		expect(openWork.hooks.get(id)?.url).toBe('http://a/b');
	});

	it('holds ten webhooks', async () => {
		const openWork = await opened(startOpenWork());
		for (let i = 0; i < 10; i++) await createOpenWorkHook(openWork);
		const body = { name: 'One more', url: 'http://a/b', eventTypes: EVENTS };
		expect(await openWorkApi(openWork, 'POST', '', body)).toMatchObject({
			status: 409,
			json: { error: 'Maximum of 10 webhooks per user reached' },
		});
	});

	it('checks the token', async () => {
		const openWork = await opened(startOpenWork());
		const url = `${openWork.baseUrl}/api/connections`;
		expect((await call('GET', url, { token: openWork.token })).status).toBe(200);
		expect((await call('GET', url, { token: 'wrong' })).status).toBe(401);
	});
});
