import fc from 'fast-check';

import {
	conversationSchedule,
	customSchedule,
	missiveSchedule,
	nextWait,
	noRetries,
	openWorkSchedule,
	type RetryPolicy,
} from '../../../nodes/shared/retry/schedule';

const middle = () => 0.5;

function waits(policy: RetryPolicy, random: () => number): number[] {
	const all: number[] = [];
	for (let attempt = 1; ; attempt++) {
		const wait = nextWait(policy, attempt, random);
		if (!wait) return all;
		all.push(wait.waitMs);
	}
}

describe('schedules', () => {
	it('follow the vendor documents', () => {
		expect(waits(noRetries, middle)).toEqual([]);
		expect(waits(conversationSchedule, middle)).toEqual([4_000, 8_000, 10_000]);
		expect(waits(openWorkSchedule, middle)).toEqual([60_000, 300_000, 1_800_000, 7_200_000]);
	});

	it("keep to Missive's 5 retries within 8 minutes", () => {
		const all = waits(missiveSchedule, middle);
		expect(all).toHaveLength(5);
		expect(all.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(480_000);
	});

	it('say where they stand', () => {
		expect(nextWait(openWorkSchedule, 2, middle)).toEqual({
			waitMs: 300_000,
			reason: 'OpenWork schedule: wait 2 of 4',
		});
	});
});

describe('exponential backoff', () => {
	const policy = (maxAttempts: number, firstWaitMs: number, maxWaitMs: number): RetryPolicy => ({
		kind: 'exponential',
		maxAttempts,
		firstWaitMs,
		maxWaitMs,
	});

	it('doubles the limit of the wait up to the cap', () => {
		const almostOne = () => 1 - Number.EPSILON;
		expect(waits(policy(8, 1000, 30_000), almostOne)).toEqual([
			1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
		]);
		expect(waits(policy(4, 1000, 30_000), () => 0)).toEqual([0, 0, 0]);
	});

	it('says what the wait was drawn from', () => {
		expect(nextWait(policy(5, 1000, 30_000), 3, middle)).toEqual({
			waitMs: 2000,
			reason: 'Exponential backoff: drawn from 0 to 4 s',
		});
	});

	it('makes one wait fewer than attempts, each within its limit', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 100 }),
				fc.integer({ min: 0, max: 86_400_000 }),
				fc.integer({ min: 0, max: 86_400_000 }),
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(maxAttempts, first, cap, drawn) => {
					const all = waits(policy(maxAttempts, first, cap), () => drawn);
					expect(all).toHaveLength(maxAttempts - 1);
					all.forEach((waitMs, index) => {
						expect(Number.isInteger(waitMs)).toBe(true);
						expect(waitMs).toBeGreaterThanOrEqual(0);
						expect(waitMs).toBeLessThanOrEqual(Math.min(cap, first * 2 ** index));
					});
				},
			),
		);
	});
});

describe('custom waits', () => {
	it('are read as seconds', () => {
		expect(customSchedule('5, 30,0.25 , 86400').waitsMs).toEqual([5000, 30_000, 250, 86_400_000]);
	});

	it.each(['', '5,', '-1', '1e3', '86401', '5; 30', 'soon', 'NaN', 'Infinity', '0x10'])(
		'refuse "%s" and say which entry is wrong',
		(text) => {
			expect(() => customSchedule(text)).toThrow(/is not a number of seconds from 0 to 86400/);
		},
	);

	it('come out as they went in', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 86_400 }), { minLength: 1 }), (seconds) => {
				const policy = customSchedule(seconds.join(', '));
				expect(waits(policy, middle)).toEqual(seconds.map((value) => value * 1000));
			}),
		);
	});
});
