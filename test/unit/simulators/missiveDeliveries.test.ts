import { createHmac } from 'node:crypto';

import { freshMissivePayload, missivePayload } from '../../fixtures';
import { ManualClock, startMissive, startSink } from '../../simulators';
import { createMissiveHook } from './hooks';
import { closeAll, opened } from './open';

afterEach(closeAll);

describe('Missive deliveries', () => {
	it('deliver to the hooks and rules of the type, and sign for rules with a secret only', async () => {
		const missive = await opened(startMissive());
		const sink = await opened(startSink());
		await createMissiveHook(missive, { type: 'label_change', url: `${sink.url}/hook` });
		await createMissiveHook(missive, { type: 'new_comment', url: `${sink.url}/other` });
		await missive.addRule({ url: `${sink.url}/rule`, type: 'label_change', secret: 'shh' });
		await missive.addRule({ url: `${sink.url}/plain`, type: 'label_change' });
		sink.requests.length = 0;
		const payload = missivePayload();
		const outcomes = await missive.emit(payload);
		expect(outcomes.map(({ delivered }) => delivered)).toEqual([true, true, true]);
		const got = new Map(sink.requests.map((request) => [request.path, request]));
		expect([...got.keys()].sort()).toEqual(['/hook', '/plain', '/rule']);
		const rule = got.get('/rule');
		expect(JSON.parse(String(rule?.body))).toEqual(payload);
		const expected = createHmac('sha256', 'shh')
			.update(rule?.body ?? '')
			.digest('hex');
		expect(rule?.headers['x-hook-signature']).toBe(`sha256=${expected}`);
		expect(rule?.headers['content-type']).toBe('application/json');
		expect(got.get('/hook')?.headers).not.toHaveProperty('x-hook-signature');
		expect(got.get('/plain')?.headers).not.toHaveProperty('x-hook-signature');
	});

	it('apply the filters of a hook', async () => {
		const missive = await opened(startMissive());
		const sink = await opened(startSink());
		const base = freshMissivePayload('new_comment');
		const comment = {
			body: 'please have a look',
			author: { id: 'frodo' },
			mentions: [{ id: 'sam' }],
			task: { state: 'todo' },
		};
		const organization = base.conversation.organization.id;
		const passing = [
			{ organization },
			{ is_task: true, author: 'frodo', mention: 'sam' },
			{ content_contains: 'have', content_starts_with: 'please', content_ends_with: 'look' },
		];
		const failing = [
			{ organization: 'other' },
			{ is_task: false },
			{ author: 'sam' },
			{ mention: 'frodo' },
			{ content_contains: 'ring' },
			{ content_starts_with: 'have' },
			{ content_ends_with: 'have' },
		];
		for (const [path, filters] of [
			['/yes', passing],
			['/no', failing],
		] as const) {
			for (const filter of filters) {
				await createMissiveHook(missive, { type: 'new_comment', url: sink.url + path, ...filter });
			}
		}
		await missive.emit({ ...base, comment } as typeof base);
		expect(sink.requests.map(({ path }) => path)).toEqual(passing.map(() => '/yes'));
	});

	it('retry five times within eight minutes, by the clock', async () => {
		const clock = new ManualClock(undefined, { auto: true });
		const missive = await opened(startMissive({ clock }));
		const sink = await opened(startSink());
		sink.answerAlways({ status: 500 });
		await createMissiveHook(missive, { type: 'label_change', url: sink.url });
		const start = clock.now();
		const [outcome] = await missive.emit(missivePayload());
		expect(outcome).toMatchObject({ delivered: false, reason: 'gave up after 6 attempts' });
		expect(outcome?.attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(clock.now() - start).toBeLessThanOrEqual(8 * 60_000);
		expect(missive.deliveries).toEqual(outcome?.attempts);
	});

	it('give up on an answer after 15 seconds', async () => {
		const networkClock = new ManualClock();
		const missive = await opened(startMissive({ networkClock }));
		const sink = await opened(startSink());
		await createMissiveHook(missive, { type: 'label_change', url: sink.url });
		sink.answerNext({ delayMs: Infinity });
		const emitted = missive.emit(missivePayload(), { maxAttempts: 1 });
		await sink.waitForRequests(1);
		expect(networkClock.nextWakeMs).toBe(15_000);
		networkClock.advance(15_000);
		const [outcome] = await emitted;
		expect(outcome?.attempts[0]?.error).toBe('no answer within 15000 ms');
	});

	it('stop when the hook is deleted', async () => {
		const clock = new ManualClock();
		const missive = await opened(startMissive({ clock }));
		const sink = await opened(startSink());
		sink.answerAlways({ status: 500 });
		await createMissiveHook(missive, { type: 'label_change', url: sink.url });
		const emitted = missive.emit(missivePayload());
		await clock.untilSleeping();
		missive.hooks.clear();
		clock.advance(15_000);
		expect(await emitted).toMatchObject([{ delivered: false, reason: 'hook was deleted' }]);
		await expect(missive.deliver('gone', missivePayload())).rejects.toThrow('gone');
	});
});

describe('Missive rules', () => {
	it('send a signed validation request without rule and conversation', async () => {
		const missive = await opened(startMissive());
		const sink = await opened(startSink());
		await missive.addRule({ url: sink.url, type: 'label_change', secret: 'shh' });
		await missive.addRule({
			url: sink.url,
			type: 'label_change',
			secret: 'shh',
			signValidation: false,
			validationBody: { test: true },
		});
		expect(sink.requests.map(({ body }) => String(body))).toEqual(['{}', '{"test":true}']);
		expect(sink.requests.map(({ headers }) => 'x-hook-signature' in headers)).toEqual([
			true,
			false,
		]);
	});

	it('cannot be saved without a 2xx', async () => {
		const missive = await opened(startMissive());
		const sink = await opened(startSink());
		sink.answerNext({ status: 401 }, { drop: true });
		const rule = { url: sink.url, type: 'label_change' };
		await expect(missive.addRule(rule)).rejects.toThrow('401');
		await expect(missive.addRule(rule)).rejects.toThrow('not saved');
		expect(missive.rules.size).toBe(0);
	});

	it('are disabled after more than 50 failures in a row', async () => {
		const clock = new ManualClock(undefined, { auto: true });
		const missive = await opened(startMissive({ clock }));
		const sink = await opened(startSink());
		const rule = await missive.addRule({ url: sink.url, type: 'label_change' });
		const once = async () => await missive.deliver(rule.id, missivePayload(), { maxAttempts: 1 });
		sink.failNext({ status: 500, times: 50 });
		for (let i = 0; i < 51; i++) await once();
		expect(rule).toMatchObject({ enabled: true, failuresInARow: 0 });
		sink.answerAlways({ status: 500 });
		for (let i = 0; i < 8; i++) await missive.emit(missivePayload());
		expect(rule).toMatchObject({ enabled: true, failuresInARow: 48 });
		expect(await missive.emit(missivePayload())).toMatchObject([{ reason: 'rule is disabled' }]);
		expect(rule).toMatchObject({ enabled: false, failuresInARow: 51 });
		expect(await missive.emit(missivePayload())).toEqual([]);
	});
});
