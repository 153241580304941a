import fc from 'fast-check';

import { Quota, resetAt } from '../../../nodes/shared/vendorApi/limits';
import { ManualClock } from '../../simulators';

const NOW = Date.UTC(2026, 0, 1);
const NOW_SECONDS = NOW / 1000;
const headers = (remaining: string | number, reset: string | number, more = {}) => ({
	'x-ratelimit-limit': '100',
	'x-ratelimit-remaining': String(remaining),
	'x-ratelimit-reset': String(reset),
	...more,
});

/** How long a request has to wait after these answers of one server. */
async function waits(
	answers: Array<Record<string, string>>,
	{ url = 'https://a.example/x', laterMs = 0 } = {},
): Promise<number> {
	const quota = new Quota();
	for (const answer of answers) quota.note('https://a.example/y', answer, NOW);
	let waitedMs = 0;
	await quota.admit(url, {
		nowMs: () => NOW + laterMs,
		sleep: async (ms) => {
			waitedMs += ms;
		},
	});
	return waitedMs;
}

describe('Quota', () => {
	it('lets the next request wait for the reset once nothing remains', async () => {
		expect(await waits([headers(0, NOW_SECONDS + 40)])).toBe(40_000);
		expect(await waits([headers(0, NOW_SECONDS + 40)], { laterMs: 30_000 })).toBe(10_000);
		expect(await waits([headers(0, NOW_SECONDS + 40)], { laterMs: 40_000 })).toBe(0);
	});

	it.each([
		['nothing was said', []],
		['something remains', [headers(1, NOW_SECONDS + 40)]],
		['a later answer says that something remains', [headers(0, NOW_SECONDS + 40), headers(9, 0)]],
		['the reset has passed', [headers(0, NOW_SECONDS - 1)]],
		['the reset is now', [headers(0, 0)]],
		['the reset is missing', [{ 'x-ratelimit-remaining': '0' }]],
		['the reset is no number', [headers(0, 'soon')]],
		['the remaining requests are no number', [headers('none', NOW_SECONDS + 40)]],
	])('does not wait when %s', async (_when, answers) => {
		expect(await waits(answers)).toBe(0);
	});

	it('keeps what it knows when an answer says nothing about it', async () => {
		expect(await waits([headers(0, NOW_SECONDS + 40), {}])).toBe(40_000);
	});

	it.each([
		['https://b.example/x', 0],
		['https://a.example:8443/x', 0],
		['https://a.example', 40_000],
		['not a URL', 0],
	])('goes by the server (%s)', async (url, waitMs) => {
		expect(await waits([headers(0, NOW_SECONDS + 40)], { url })).toBe(waitMs);
	});

	it('waits two minutes at most, whatever a server says', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(), fc.maxSafeNat(), async (remaining, reset) => {
				const waitedMs = await waits([headers(remaining, reset)]);
				expect(waitedMs).toBeGreaterThanOrEqual(0);
				expect(waitedMs).toBeLessThanOrEqual(120_000);
			}),
		);
	});

	it('does not get in the way of who is first after the reset', async () => {
		const clock = new ManualClock(NOW, { auto: true });
		const quota = new Quota();
		quota.note('a', headers(0, NOW_SECONDS + 40), clock.now());
		const world = { nowMs: () => clock.now(), sleep: async (ms: number) => await clock.sleep(ms) };
		await quota.admit('a', world);
		await quota.admit('a', world);
		expect(clock.now()).toBe(NOW + 40_000);
	});
});

describe('resetAt', () => {
	it.each([
		['Unix seconds', NOW_SECONDS + 30],
		['Unix milliseconds', NOW + 30_000],
		['seconds from now', 30],
	])('reads %s', (_form, reset) => {
		expect(resetAt(headers(0, reset), NOW)).toBe(NOW + 30_000);
	});

	it('goes by the clock of the server, where that is another one', () => {
		const date = new Date(NOW + 600_000).toUTCString();
		expect(resetAt(headers(0, NOW_SECONDS + 630, { date }), NOW)).toBe(NOW + 30_000);
		expect(resetAt(headers(0, 30, { date }), NOW)).toBe(NOW + 30_000);
	});

	it.each(['', '-1', '1.5', 'Thu, 01 Jan 2026 00:00:30 GMT'])('makes nothing of %j', (reset) => {
		expect(resetAt(headers(0, reset), NOW)).toBeUndefined();
	});
});
