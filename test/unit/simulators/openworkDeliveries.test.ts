import { createHmac } from 'node:crypto';

import { freshOpenWorkEvent, openWorkEvent } from '../../fixtures';
import { ManualClock, realClock, startOpenWork, startSink, type Clock } from '../../simulators';
import { createOpenWorkHook, openWorkApi } from './hooks';
import { closeAll, opened } from './open';

afterEach(closeAll);

describe('OpenWork deliveries', () => {
	it('go to enabled webhooks that subscribe, signed over the exact bytes', async () => {
		const openWork = await opened(startOpenWork());
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: `${sink.url}/some` });
		await createOpenWorkHook(openWork, {
			url: `${sink.url}/all`,
			eventTypes: ['*'],
			secret: undefined,
		});
		await createOpenWorkHook(openWork, { url: `${sink.url}/other`, eventTypes: ['app:connected'] });
		const off = await createOpenWorkHook(openWork, { url: `${sink.url}/off` });
		await openWorkApi(openWork, 'PATCH', `/${off}`, { enabled: false });
		const event = openWorkEvent();
		await openWork.emit(event);
		const got = new Map(sink.requests.map((request) => [request.path, request]));
		expect([...got.keys()].sort()).toEqual(['/all', '/some']);
		const signed = got.get('/some');
		expect(JSON.parse(String(signed?.body))).toEqual({ event, webhook: { id, name: 'Monitor' } });
		const expected = createHmac('sha256', 'shh')
			.update(signed?.body ?? '')
			.digest('hex');
		expect(signed?.headers['x-hook-signature']).toBe(`sha256=${expected}`);
		expect(got.get('/all')?.headers).not.toHaveProperty('x-hook-signature');
		expect(await openWork.deliver(off, event)).toMatchObject({ reason: 'webhook is disabled' });
	});

	it('are tried at once and after 1, 5, 30 and 120 minutes, then dropped', async () => {
		const clock = new ManualClock(undefined, { auto: true });
		const openWork = await opened(startOpenWork({ clock }));
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: sink.url });
		sink.answerAlways({ status: 503 });
		const start = clock.now();
		const outcome = await openWork.deliver(id, openWorkEvent());
		const minutes = outcome.attempts.map(({ at }) => (at - start) / 60_000);
		expect(minutes).toEqual([0, 1, 6, 36, 156]);
		expect(outcome).toMatchObject({ delivered: false, reason: 'gave up after 5 attempts' });
		expect(openWork.hooks.get(id)?.failing).toBe(true);
		await openWorkApi(openWork, 'PATCH', `/${id}`, { enabled: true });
		expect(openWork.hooks.get(id)?.failing).toBe(false);
	});

	it('stop at the first success', async () => {
		const clock = new ManualClock(undefined, { auto: true });
		const openWork = await opened(startOpenWork({ clock }));
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: sink.url });
		sink.answerNext({ status: 301 }, { drop: true });
		const outcome = await openWork.deliver(id, openWorkEvent());
		expect(outcome.attempts.map(({ status }) => status)).toEqual([301, undefined, 200]);
		expect(outcome.attempts[1]?.error).toEqual(expect.any(String));
		expect(outcome.delivered).toBe(true);
	});

	it('stay within 100 events a minute and 256 KB', async () => {
		const clock = new ManualClock();
		const openWork = await opened(startOpenWork({ clock, limits: { eventsPerMinute: 2 } }));
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: sink.url });
		const deliver = async () => await openWork.deliver(id, freshOpenWorkEvent());
		await deliver();
		await deliver();
		expect(await deliver()).toMatchObject({
			delivered: false,
			attempts: [],
			reason: 'more than 2 events a minute',
		});
		clock.advance(60_000);
		expect((await deliver()).delivered).toBe(true);
		const large = { ...openWorkEvent(), payload: { text: 'x'.repeat(256 * 1024) } };
		expect(await openWork.deliver(id, large)).toMatchObject({
			reason: 'payload larger than 262144 bytes',
		});
		expect(sink.requests).toHaveLength(3);
	});

	it('end when the simulator closes', async () => {
		const openWork = await startOpenWork({ clock: new ManualClock() });
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: sink.url });
		sink.answerNext({ delayMs: Infinity });
		const delivery = openWork.deliver(id, openWorkEvent());
		await sink.waitForRequests(1);
		await openWork.close();
		expect(await delivery).toMatchObject({ delivered: false, reason: 'simulator closed' });
	});

	it('end when the simulator closes while they wait for a retry, in real time too', async () => {
		const inner = realClock();
		let slept: (ms: number) => void;
		const sleeping = new Promise<number>((resolve) => {
			slept = resolve;
		});
		const clock: Clock = {
			now: inner.now,
			async sleep(ms, signal) {
				slept(ms);
				await inner.sleep(ms, signal);
			},
		};
		const openWork = await startOpenWork({ clock });
		const sink = await opened(startSink());
		const id = await createOpenWorkHook(openWork, { url: sink.url });
		sink.answerNext({ status: 500 });
		const delivery = openWork.deliver(id, openWorkEvent());
		expect(await sleeping).toBe(60_000);
		await openWork.close();
		expect(await delivery).toMatchObject({
			attempts: [{ status: 500 }],
			reason: 'simulator closed',
		});
	});
});
