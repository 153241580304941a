import { limitFields, retryFields } from '../../../nodes/shared/deliver/fields';
import { readLimits, readPolicy } from '../../../nodes/shared/deliver/settings';
import { missiveSchedule, noRetries } from '../../../nodes/shared/retry/schedule';

const policyOf = (fields: Record<string, unknown>) =>
	readPolicy((name, fallback) => fields[name] ?? fallback);

describe('the fields for retries', () => {
	const defaults = Object.fromEntries(
		retryFields().map(({ name, default: value }) => [name, value]),
	);

	it('are exponential by default, the same whether a field is there or not', () => {
		const exponential = {
			kind: 'exponential',
			maxAttempts: 5,
			firstWaitMs: 1_000,
			maxWaitMs: 30_000,
		};
		expect(policyOf({})).toEqual(exponential);
		expect(policyOf(defaults)).toEqual(exponential);
	});

	it('can be switched off, or listed', () => {
		expect(policyOf({ retries: 'none' })).toBe(noRetries);
		expect(policyOf({ retries: 'custom', waits: '1, 2.5' })).toMatchObject({
			waitsMs: [1_000, 2_500],
		});
	});

	it("offer a node's schedules among the others, in alphabetical order", () => {
		const [choice] = retryFields([{ name: 'Missive Schedule', value: 'missive' }]);
		expect(choice?.options?.map(({ name }) => name)).toEqual([
			'Custom Waits',
			'Exponential Backoff',
			'Missive Schedule',
			'None',
		]);
		const schedules = new Map([['missive', missiveSchedule]]);
		expect(readPolicy(() => 'missive', schedules)).toBe(missiveSchedule);
	});

	it.each([
		[{ retries: 'missive' }, /Retries: choose one/],
		[{ retries: 'custom', waits: 'soon' }, /"soon" is not a number of seconds/],
		[{ maxAttempts: 0 }, /Max Attempts must be a whole number from 1 to 100/],
		[{ maxAttempts: 1.5 }, /Max Attempts must be a whole number/],
		[{ firstWaitSeconds: -1 }, /First Wait must be a number from 0 to 86400/],
		[{ maxWaitSeconds: 'x' }, /Longest Wait must be a number/],
	])('refuse %j', (fields, message) => {
		expect(() => policyOf(fields)).toThrow(message);
	});
});

describe('the options for limits', () => {
	it('have the same defaults in the panel as without being added', () => {
		const defaults = Object.fromEntries(
			limitFields.map(({ name, default: value }) => [name, value as number]),
		);
		const limits = { retryAfterCapMs: 60_000, timeoutMs: 30_000, totalMs: Infinity };
		expect(readLimits({})).toEqual(limits);
		expect(readLimits(defaults)).toEqual(limits);
	});

	it('are whole milliseconds', () => {
		expect(
			readLimits({ retryAfterCapSeconds: '0', timeoutSeconds: 0.12345, totalSeconds: 90 }),
		).toEqual({ retryAfterCapMs: 0, timeoutMs: 123, totalMs: 90_000 });
	});

	it.each([
		[{ retryAfterCapSeconds: -1 }, /Max Retry-After/],
		[{ timeoutSeconds: 0 }, /Timeout/],
		[{ totalSeconds: 604_801 }, /Total Time Limit/],
	])('refuse %j', (options, message) => {
		expect(() => readLimits(options)).toThrow(message);
	});
});
