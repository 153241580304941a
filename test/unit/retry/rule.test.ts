import fc from 'fast-check';

import type { AttemptOutcome } from '../../../nodes/shared/retry/outcome';
import {
	decide,
	DEFAULT_STATUS_CODES,
	parseStatusCodes,
	type RetryPlan,
	type RetryRule,
	shouldRetry,
} from '../../../nodes/shared/retry/rule';

const answer = (statusCode: number): AttemptOutcome => ({
	kind: 'answer',
	statusCode,
	headers: {},
	body: '',
	truncated: false,
});
const rule = (codes: string): RetryRule => ({
	kind: 'statusCodes',
	ranges: parseStatusCodes(codes),
});
const allNon2xx: RetryRule = { kind: 'allNon2xx' };

describe('what is retried', () => {
	it('is by default what passes with time', () => {
		const all = Array.from({ length: 500 }, (_, index) => 100 + index);
		const retried = all.filter((code) => shouldRetry(answer(code), rule(DEFAULT_STATUS_CODES)));
		expect(retried).toEqual([408, 425, 429, 500, 502, 503, 504]);
	});

	it('can be all non-2xx, but neither 3xx nor 410', () => {
		fc.assert(
			fc.property(fc.integer({ min: 200, max: 599 }), (code) => {
				const never = code < 400 || code === 410;
				expect(shouldRetry(answer(code), allNon2xx)).toBe(!never);
			}),
		);
	});

	it('never is 2xx, 3xx or 410, even when listed', () => {
		for (const code of [200, 204, 301, 302, 307, 308, 410]) {
			expect(shouldRetry(answer(code), rule('200-599'))).toBe(false);
		}
	});

	it.each(['network', 'timeout'] as const)('is every error of the kind %s', (cause) => {
		const outcome: AttemptOutcome = { kind: 'error', message: 'x', cause };
		expect(shouldRetry(outcome, rule('500'))).toBe(true);
	});

	it('is not what n8n refuses to send', () => {
		expect(shouldRetry({ kind: 'error', message: 'x', cause: 'refused' }, allNon2xx)).toBe(false);
	});
});

describe('a list of status codes', () => {
	it('takes codes, classes and ranges', () => {
		expect(parseStatusCodes('429, 5xx,520-530 , 4XX')).toEqual([
			[429, 429],
			[500, 599],
			[520, 530],
			[400, 499],
		]);
	});

	it.each(['', '429,', '99', '600', '6xx', '503-500', '50x', 'all', '-1'])(
		'refuses "%s" and says which entry is wrong',
		(text) => expect(() => parseStatusCodes(text)).toThrow(/is not a status code/),
	);
});

describe('the rule for calls of an API', () => {
	const calls: RetryPlan = {
		policy: { kind: 'schedule', name: 'API', waitsMs: [1_000, 3_000] },
		rule: { kind: 'statusCodes', ranges: parseStatusCodes('429, 5xx'), afterErrors: false },
		retryAfterCapMs: 15_000,
		beyondCap: 'giveUp',
		totalMs: 60_000,
	};
	const after = (
		outcome: Parameters<typeof decide>[1]['outcome'],
		more: { attempt?: number; elapsedMs?: number; askedMs?: number } = {},
	) => decide(calls, { outcome, attempt: 1, elapsedMs: 0, ...more }, () => 0.5);
	const answered = (statusCode: number) => ({ kind: 'answer' as const, statusCode });

	it('is the one for deliveries, with other numbers', () => {
		expect(after(answered(200))).toEqual({ next: 'delivered' });
		expect(after(answered(503))).toMatchObject({ next: 'wait', wait: { waitMs: 1_000 } });
		expect(after(answered(429), { attempt: 2, askedMs: 7_500 })).toMatchObject({
			next: 'wait',
			wait: { waitMs: 7_500 },
		});
		expect(after(answered(500), { attempt: 3 })).toMatchObject({ next: 'failed' });
		expect(after(answered(422))).toMatchObject({ next: 'failed' });
	});

	it('gives up where the vendor wants a longer wait than is worth it, or the time is up', () => {
		expect(after(answered(429), { askedMs: 15_000 })).toMatchObject({ next: 'wait' });
		expect(after(answered(429), { askedMs: 16_000 })).toEqual({
			next: 'failed',
			reason: 'The Retry-After of 16 s is too long to wait',
		});
		expect(after(answered(503), { attempt: 2, elapsedMs: 57_000 })).toMatchObject({
			next: 'failed',
			reason: 'The next wait of 3 s would pass the total time limit of 60 s',
		});
	});

	it('leaves errors of the network to the caller', () => {
		const error = { kind: 'error', message: 'Connection lost', cause: 'network' } as const;
		expect(after(error)).toEqual({ next: 'failed', reason: 'Connection lost is not retried' });
	});
});
