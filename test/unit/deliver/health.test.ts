import fc from 'fast-check';

import { EndpointHealth, type HealthRule } from '../../../nodes/shared/deliver/health';

const RULE: HealthRule = { failures: 3, withinMs: 60_000, pauseMs: 30_000 };
/** Lets everything go on that waits for nothing else. */
const turns = async () => {
	for (let n = 0; n < 50; n++) await Promise.resolve();
};

const KEY = 'https://example.com/hook';

/** Health at a time that a test sets. */
function world(startMs = 1_000_000) {
	const time = { ms: startMs };
	const health = new EndpointHealth(() => time.ms);
	const attempt = async (result: 'good' | 'bad' | undefined, rule = RULE) => {
		const permit = await health.admit(KEY, rule);
		if ('untilMs' in permit) return permit.untilMs;
		permit.report(result);
		return 'sent';
	};
	return { time, health, attempt };
}

describe('an endpoint', () => {
	it('is paused after so many failures in a row, and tried again after the pause', async () => {
		const { time, attempt, health } = world();
		for (let n = 0; n < 3; n++) expect(await attempt('bad')).toBe('sent');
		expect(await attempt('good')).toBe(time.ms + 30_000);
		time.ms += 29_999;
		expect(health.pausedUntil(KEY)).toBe(time.ms + 1);
		time.ms += 1;
		expect(health.pausedUntil(KEY)).toBeUndefined();
		expect(await attempt('good')).toBe('sent');
		expect(await attempt('good')).toBe('sent');
	});

	it('is paused anew when the one attempt after the pause fails too', async () => {
		const { time, attempt } = world();
		for (let n = 0; n < 3; n++) await attempt('bad');
		time.ms += 30_000;
		expect(await attempt('bad')).toBe('sent');
		expect(await attempt('good')).toBe(time.ms + 30_000);
	});

	it('is not paused when one attempt between the failures was good, or they are too far apart', async () => {
		const { time, attempt } = world();
		for (const result of ['bad', 'bad', 'good', 'bad', 'bad', undefined] as const) {
			expect(await attempt(result)).toBe('sent');
		}
		time.ms += 60_000;
		expect(await attempt('bad')).toBe('sent');
		expect(await attempt('bad')).toBe('sent');
		expect(await attempt('bad')).toBe('sent');
		expect(await attempt('bad')).toBe(time.ms + 30_000);
	});

	it('has exactly one attempt at once after a pause, and all others wait for what it finds', async () => {
		const { time, health } = world();
		const ask = async () => await health.admit(KEY, RULE);
		for (let n = 0; n < 3; n++) {
			const permit = await ask();
			if ('report' in permit) permit.report('bad');
		}
		time.ms += 30_000;
		const probe = await ask();
		let answered = 0;
		const others = Array.from({ length: 10 }, async () => await ask().finally(() => answered++));
		await turns();
		expect(answered).toBe(0);

		// Broken off, it tells nothing: another one takes its place, one alone.
		if ('report' in probe) probe.report(undefined);
		const second = await Promise.race(others);
		await turns();
		expect(answered).toBe(1);
		if ('report' in second) second.report('bad');
		const ends = await Promise.all(others);
		expect(ends.filter((end) => 'untilMs' in end)).toHaveLength(9);
	});

	it('lets those who wait be called off', async () => {
		const { time, health, attempt } = world();
		for (let n = 0; n < 3; n++) await attempt('bad');
		time.ms += 30_000;
		await health.admit(KEY, RULE);
		const stop = new AbortController();
		const waiting = health.admit(KEY, RULE, stop.signal);
		stop.abort(new Error('stopped'));
		await expect(waiting).rejects.toThrow('stopped');
	});

	it('is judged as a plain count says, whatever happens when', async () => {
		const step = fc.record({
			result: fc.constantFrom('good' as const, 'bad' as const, undefined),
			passes: fc.integer({ min: 0, max: 40_000 }),
		});
		const rules = fc.record({
			failures: fc.integer({ min: 1, max: 4 }),
			withinMs: fc.integer({ min: 1, max: 100_000 }),
			pauseMs: fc.integer({ min: 1, max: 60_000 }),
		});
		await fc.assert(
			fc.asyncProperty(rules, fc.array(step, { maxLength: 40 }), async (rule, steps) => {
				const { time, attempt } = world();
				let failures: number[] = [];
				let pausedUntilMs: number | undefined;
				for (const { result, passes } of steps) {
					time.ms += passes;
					const isPaused = pausedUntilMs !== undefined && time.ms < pausedUntilMs;
					expect(await attempt(result, rule)).toBe(isPaused ? pausedUntilMs : 'sent');
					if (isPaused || result === undefined) continue;
					const isProbe = pausedUntilMs !== undefined;
					if (result === 'good') {
						failures = [];
						pausedUntilMs = undefined;
						continue;
					}
					failures = [...failures.filter((atMs) => atMs > time.ms - rule.withinMs), time.ms];
					if (isProbe || failures.length >= rule.failures) {
						pausedUntilMs = time.ms + rule.pauseMs;
						failures = [];
					}
				}
			}),
		);
	});
});
