import { ManualClock, startSink } from '../../simulators';
import { until } from '../../support/poll';
import { call } from './call';
import { closeAll, opened } from './open';

afterEach(closeAll);

describe('sink', () => {
	it('records requests byte for byte and answers 200', async () => {
		const sink = await opened(startSink({ clock: new ManualClock(42) }));
		const body = Buffer.from([0, 255, 10]);
		const response = await fetch(`${sink.url}/a/b?c=d`, {
			method: 'PUT',
			headers: { 'X-Thing': 'Value' },
			body,
		});
		expect(await response.json()).toEqual({ received: true });
		const [request] = sink.requests;
		expect(request).toMatchObject({ method: 'PUT', url: '/a/b?c=d', path: '/a/b', at: 42 });
		expect(request?.query.get('c')).toBe('d');
		expect(request?.headers['x-thing']).toBe('Value');
		expect(request?.body.equals(body)).toBe(true);
		expect(request?.status).toBe(200);
	});

	it('gives queued answers in their order, then the usual one', async () => {
		const sink = await opened(startSink());
		sink.answerNext({ status: 503, headers: { 'Retry-After': '7' } }, { status: 202, body: 'ok' });
		sink.answerAlways({ status: 204 });
		const first = await fetch(sink.url);
		expect([first.status, first.headers.get('retry-after')]).toEqual([503, '7']);
		const second = await fetch(sink.url);
		expect([second.status, await second.text()]).toEqual([202, 'ok']);
		expect((await fetch(sink.url)).status).toBe(204);
	});

	it('drops connections, holds answers back and never answers, as told', async () => {
		const networkClock = new ManualClock();
		const sink = await opened(startSink({ networkClock }));
		sink.answerNext({ drop: true }, { delayMs: 5000 }, { delayMs: Infinity });
		await expect(fetch(sink.url)).rejects.toThrow();
		const slow = fetch(sink.url);
		await networkClock.untilSleeping();
		networkClock.advance(5000);
		expect((await slow).status).toBe(200);
		const controller = new AbortController();
		const never = fetch(sink.url, { signal: controller.signal });
		await networkClock.untilSleeping();
		controller.abort();
		await expect(never).rejects.toThrow();
		expect(sink.requests.map(({ status }) => status)).toEqual([undefined, 200, undefined]);
	});

	it('breaks an answer off in the middle of its body', async () => {
		const sink = await opened(startSink());
		sink.failNext({ cut: true });
		const response = await fetch(sink.url);
		expect(response.status).toBe(200);
		await expect(response.text()).rejects.toThrow();
		expect(await (await fetch(sink.url)).json()).toEqual({ received: true });
	});

	it('counts the requests under way', async () => {
		const sink = await opened(startSink());
		sink.failNext({ delayMs: Infinity });
		const controller = new AbortController();
		const never = fetch(sink.url, { signal: controller.signal }).catch(() => 'given up');
		await sink.waitForRequests(1);
		expect(sink.pending).toBe(1);
		controller.abort();
		expect(await never).toBe('given up');
		await fetch(sink.url);
		await until(() => sink.pending === 0, { what: 'all answers' });
	});

	it('uses a fault on the requests that it matches, as often as it says', async () => {
		const sink = await opened(startSink());
		sink.failNext({ status: 500, match: ({ path }) => path === '/bad', times: 2 });
		const statuses: number[] = [];
		for (const path of ['/good', '/bad', '/bad', '/bad']) {
			statuses.push((await call('POST', sink.url + path)).status);
		}
		expect(statuses).toEqual([200, 500, 500, 200]);
		sink.failNext({ status: 500, times: Infinity });
		sink.clearFaults();
		expect((await call('GET', sink.url)).status).toBe(200);
	});

	it('lets a test wait for requests', async () => {
		const sink = await opened(startSink());
		const waiting = sink.waitForRequests(2, ({ path }) => path === '/x');
		for (const path of ['/x', '/y', '/x']) await call('POST', sink.url + path);
		expect(await waiting).toHaveLength(2);
		expect(await sink.waitForRequests(3)).toHaveLength(3);
	});

	it('ends open connections when it closes', async () => {
		const sink = await startSink();
		sink.failNext({ delayMs: Infinity });
		const pending = expect(fetch(sink.url)).rejects.toThrow();
		await sink.waitForRequests(1);
		await sink.close();
		await pending;
	});
});
