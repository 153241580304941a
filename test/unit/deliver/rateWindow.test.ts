import { RateLimiter } from '../../../nodes/shared/deliver/rateLimit';
import { ManualClock } from '../../simulators';

describe('a rate limit with a window of its own', () => {
	it('spaces starts by a second where one a second is allowed', async () => {
		const clock = new ManualClock(0, { auto: true });
		const limiter = new RateLimiter(clock, 1_000);
		const starts: number[] = [];
		for (let index = 0; index < 4; index++) {
			await limiter.admit('a', 1);
			starts.push(clock.now());
		}
		expect(starts).toEqual([0, 1_000, 2_000, 3_000]);
	});

	it('forgets a key once its window has passed', async () => {
		const clock = new ManualClock(0);
		const limiter = new RateLimiter(clock, 1_000);
		await limiter.admit('a', 1);
		clock.advance(1_000);
		await limiter.admit('b', 1);
		await limiter.admit('a', 1);
		expect(clock.now()).toBe(1_000);
	});
});
