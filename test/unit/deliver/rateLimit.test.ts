import fc from 'fast-check';

import { RateLimiter, steadyClock } from '../../../nodes/shared/deliver/rateLimit';
import { ManualClock } from '../../simulators';

const MINUTE = 60_000;

/** The most starts in any 60 seconds. */
function busiest(starts: readonly number[]): number {
	return Math.max(
		...starts.map((from) => starts.filter((at) => at >= from && at < from + MINUTE).length),
	);
}

describe('the rate limit', () => {
	it('lets the first ones through at once and the next a minute after the first', async () => {
		const clock = new ManualClock(0, { auto: true });
		const limiter = new RateLimiter(clock);
		const starts: number[] = [];
		for (let index = 0; index < 7; index++) {
			await limiter.admit('a', 3);
			starts.push(clock.now());
		}
		expect(starts).toEqual([0, 0, 0, MINUTE, MINUTE, MINUTE, 2 * MINUTE]);
	});

	it('counts for each key alone', async () => {
		const clock = new ManualClock(0);
		const limiter = new RateLimiter(clock);
		await limiter.admit('a', 1);
		await limiter.admit('b', 1);
		expect(clock.now()).toBe(0);
	});

	it('never lets more through in any 60 seconds, and keeps the order', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 5 }),
				fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 30 }),
				async (limit, gaps) => {
					const clock = new ManualClock(0);
					const limiter = new RateLimiter(clock);
					const started: Array<{ index: number; at: number }> = [];
					const all = [];
					for (const [index, gap] of gaps.entries()) {
						clock.advance(gap);
						const turn = limiter.admit('a', limit);
						all.push(turn.then(() => started.push({ index, at: clock.now() })));
						await Promise.race([turn, clock.untilSleeping()]);
					}
					const done = Promise.all(all).then(() => true);
					while (!(await Promise.race([done, clock.untilSleeping().then(() => false)]))) {
						clock.advance(clock.nextWakeMs ?? 0);
					}

					expect(started.map(({ index }) => index)).toEqual(gaps.map((_, index) => index));
					expect(busiest(started.map(({ at }) => at))).toBeLessThanOrEqual(limit);
				},
			),
		);
	});

	it('waits again when it is woken too early', async () => {
		let nowMs = 0;
		const slept: number[] = [];
		const limiter = new RateLimiter({
			now: () => nowMs,
			sleep: async (ms) => {
				slept.push(ms);
				nowMs += Math.max(1, ms - 1);
			},
		});
		await limiter.admit('a', 1);
		await limiter.admit('a', 1);
		expect(slept).toEqual([MINUTE, 1]);
		expect(nowMs).toBe(MINUTE);
	});

	it('ends the wait of whoever gives up, who then neither counts nor holds up the next', async () => {
		const clock = new ManualClock(0);
		const limiter = new RateLimiter(clock);
		const impatient = new AbortController();
		await limiter.admit('a', 1);
		const patient = limiter.admit('a', 1);
		const first = limiter.admit('a', 1, impatient.signal);
		const last = limiter.admit('a', 1);
		await clock.untilSleeping();
		impatient.abort(new Error('given up'));
		await expect(first).rejects.toThrow('given up');
		await expect(limiter.admit('a', 1, impatient.signal)).rejects.toThrow('given up');

		clock.advance(MINUTE);
		await patient;
		await clock.untilSleeping();
		clock.advance(MINUTE);
		await last;
		expect(clock.now()).toBe(2 * MINUTE);
	});

	it('forgets hosts that nothing was sent to for a minute', async () => {
		const clock = new ManualClock(0);
		const limiter = new RateLimiter(clock);
		const lanes = () =>
			Object.values(limiter).find((value) => value instanceof Map) as Map<string, unknown>;
		await limiter.admit('a', 1);
		clock.advance(MINUTE - 1);
		await limiter.admit('b', 1);
		expect([...lanes().keys()]).toEqual(['a', 'b']);
		clock.advance(1);
		await limiter.admit('c', 1);
		expect([...lanes().keys()]).toEqual(['b', 'c']);
	});

	it('leaves the room to the next when the caller does not start after all', async () => {
		const clock = new ManualClock(0);
		const limiter = new RateLimiter(clock);
		expect(await limiter.admitIf('a', 1, { mayStart: () => false })).toBe(false);
		expect(await limiter.admitIf('a', 1, { mayStart: () => true })).toBe(true);
		const mayStart = jest.fn(() => true);
		const onWait = jest.fn();
		const late = limiter.admitIf('a', 1, { mayStart, onWait });
		await clock.untilSleeping();
		expect(onWait).toHaveBeenCalledTimes(1);
		const later = limiter.admitIf('a', 1, { mayStart, onWait });
		expect(onWait).toHaveBeenCalledTimes(2);
		expect(mayStart).not.toHaveBeenCalled();
		clock.advance(MINUTE);
		expect(await late).toBe(true);
		await clock.untilSleeping();
		clock.advance(MINUTE);
		expect(await later).toBe(true);
	});

	it('waits no longer when somebody sets the clock back', async () => {
		const now = jest.spyOn(Date, 'now');
		try {
			let sleptMs = 0;
			const limiter = new RateLimiter({
				now: () => steadyClock.now() + sleptMs,
				sleep: async (ms) => void (sleptMs += ms),
			});
			await limiter.admit('a', 1);
			now.mockReturnValue(Date.now() - 3_600_000);
			await limiter.admit('a', 1);
			expect(sleptMs).toBeLessThanOrEqual(MINUTE);
		} finally {
			now.mockRestore();
		}
	});

	it('costs the same however many have started', async () => {
		const limiter = new RateLimiter(new ManualClock(0));
		for (let count = 0; count < 100_000; count++) await limiter.admit('a', 100_000);
	});
});
