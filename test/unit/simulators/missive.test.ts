import { ManualClock, startMissive } from '../../simulators';
import { call } from './call';
import { createMissiveHook } from './hooks';
import { closeAll, opened } from './open';

afterEach(closeAll);

describe('Missive API', () => {
	it('creates and deletes hooks', async () => {
		const missive = await opened(startMissive());
		const url = 'http://127.0.0.1/hook';
		const created = await createMissiveHook(missive, { type: 'new_comment', url, is_task: true });
		expect(created.status).toBe(201);
		const [hook] = missive.hooks.values();
		expect(hook).toMatchObject({ type: 'new_comment', url, is_task: true });
		expect(created.json).toMatchObject({ hooks: { id: hook?.id } });
		const path = `${missive.baseUrl}/hooks/${hook?.id}`;
		expect((await call('DELETE', path, { token: missive.token })).status).toBe(204);
		expect((await call('DELETE', path, { token: missive.token })).status).toBe(404);
		expect(missive.hooks.size).toBe(0);
	});

	it('answers a plain 200 when told so', async () => {
		const missive = await opened(startMissive({ plainOk: true }));
		const created = await createMissiveHook(missive, { type: 'new_comment', url: 'http://a/b' });
		const [id] = missive.hooks.keys();
		const path = `${missive.baseUrl}/hooks/${id}`;
		const deleted = await call('DELETE', path, { token: missive.token });
		expect([created.status, deleted.status]).toEqual([200, 200]);
	});

	it.each([
		['no object', 'text', 'object'],
		['an unknown type', { type: 'made_up', url: 'https://a/b' }, 'made_up'],
		['several types', { type: ['new_comment'], url: 'https://a/b' }, 'type'],
		['http, where it is not allowed', { type: 'new_comment', url: 'http://a/b' }, 'HTTPS'],
		['no URL', { type: 'new_comment' }, 'url'],
		['an unknown field', { type: 'new_comment', url: 'https://a/b', secret: 'x' }, 'secret'],
		[
			'a task that is no boolean',
			{ type: 'new_comment', url: 'https://a/b', is_task: 1 },
			'is_task',
		],
		['an author that is no text', { type: 'new_comment', url: 'https://a/b', author: 1 }, 'author'],
	])('refuses %s', async (_what, hook, reason) => {
		const missive = await opened(startMissive({ allowHttp: false }));
		const answer = await createMissiveHook(missive, hook);
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual({ error: expect.stringContaining(reason) });
		expect(missive.hooks.size).toBe(0);
	});

	it('lists organizations by limit and offset', async () => {
		const organizations = ['a', 'b', 'c'].map((id) => ({ id, name: id }));
		const missive = await opened(startMissive({ organizations }));
		const get = async (query: string) =>
			await call('GET', `${missive.baseUrl}/organizations${query}`, { token: missive.token });
		expect((await get('?limit=1&offset=1')).json).toEqual({ organizations: [organizations[1]] });
		expect((await get('')).json).toEqual({ organizations });
		expect((await get('?limit=0')).status).toBe(400);
		expect((await get('?offset=-1')).status).toBe(400);
	});

	it('refuses a wrong token and unknown paths', async () => {
		const missive = await opened(startMissive({ token: 'right' }));
		const url = `${missive.baseUrl}/organizations`;
		expect((await call('GET', url, { token: 'wrong' })).status).toBe(401);
		expect((await call('GET', url)).status).toBe(401);
		expect((await call('GET', `${missive.baseUrl}/hooks`, { token: 'right' })).status).toBe(404);
	});

	it('allows so many requests a minute and a quarter of an hour', async () => {
		const clock = new ManualClock();
		const limits = { perMinute: 2, per15Minutes: 3 };
		const missive = await opened(startMissive({ clock, limits }));
		const get = async () => {
			const url = `${missive.baseUrl}/organizations`;
			const { status, headers } = await call('GET', url, { token: missive.token });
			return [status, headers.get('retry-after')];
		};
		expect(await get()).toEqual([200, null]);
		clock.advance(20_000);
		expect(await get()).toEqual([200, null]);
		expect(await get()).toEqual([429, '40']);
		clock.advance(40_000);
		expect(await get()).toEqual([200, null]);
		expect(await get()).toEqual([429, '840']);
	});

	it('allows five requests at once', async () => {
		const networkClock = new ManualClock();
		const missive = await opened(startMissive({ networkClock }));
		missive.failNext({ delayMs: 1000, times: 5 });
		const get = async () =>
			(await call('GET', `${missive.baseUrl}/organizations`, { token: missive.token })).status;
		const five = Array.from({ length: 5 }, get);
		await networkClock.untilSleeping(5);
		expect(await get()).toBe(429);
		networkClock.advance(1000);
		expect(await Promise.all(five)).toEqual([200, 200, 200, 200, 200]);
	});

	it('can lose the answer to a request that it has handled', async () => {
		const missive = await opened(startMissive());
		missive.failNext({ drop: true, afterHandling: true });
		await expect(
			createMissiveHook(missive, { type: 'new_comment', url: 'http://a/b' }),
		).rejects.toThrow();
		expect(missive.hooks.size).toBe(1);
	});
});
