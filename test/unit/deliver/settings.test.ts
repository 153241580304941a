import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { retryFields, retryOptions, timeoutField } from '../../../nodes/shared/deliver/fields';
import { readLimits, readPolicy } from '../../../nodes/shared/deliver/settings';
import { missiveSchedule, noRetries } from '../../../nodes/shared/retry/schedule';

const policyOf = (fields: Record<string, unknown>) =>
	readPolicy((name, fallback) => fields[name] ?? fallback);

const defaultsOf = (fields: readonly INodeProperties[]): IDataObject =>
	Object.fromEntries(fields.map(({ name, default: value }) => [name, value as string]));

describe('the fields for retries', () => {
	const optionsOf = (collection: INodeProperties) =>
		defaultsOf(collection.options as INodeProperties[]);
	const defaults = {
		...defaultsOf(retryFields()),
		retryOptions: optionsOf(retryOptions()),
	};

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

	it('show the numbers of the backoff that the node has', () => {
		const backoff = { maxAttempts: 7, firstWaitSeconds: 2, maxWaitSeconds: 90 };
		expect(optionsOf(retryOptions(backoff))).toMatchObject(backoff);
		const read = (name: string, fallback: unknown) =>
			name === 'retryOptions' ? { maxWaitSeconds: 60 } : fallback;
		expect(readPolicy(read, undefined, backoff)).toEqual({
			kind: 'exponential',
			maxAttempts: 7,
			firstWaitMs: 2_000,
			maxWaitMs: 60_000,
		});
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
		[{ retryOptions: { maxAttempts: 0 } }, /Max Attempts must be a whole number from 1 to 100/],
		[{ retryOptions: { maxAttempts: 1.5 } }, /Max Attempts must be a whole number/],
		[{ retryOptions: { firstWaitSeconds: -1 } }, /First Wait must be a number from 0 to 86400/],
		[{ retryOptions: { maxWaitSeconds: 'x' } }, /Longest Wait must be a number/],
	])('refuse %j', (fields, message) => {
		expect(() => policyOf(fields)).toThrow(message);
	});
});

describe('the options for limits', () => {
	it('have the same defaults in the panel as without being added', () => {
		const retryDefaults = defaultsOf(retryOptions().options as INodeProperties[]);
		const limits = { retryAfterCapMs: 60_000, timeoutMs: 30_000, totalMs: Infinity };
		expect(readLimits({}, {})).toEqual(limits);
		expect(readLimits(defaultsOf([timeoutField]), retryDefaults)).toEqual(limits);
	});

	it('are whole milliseconds', () => {
		expect(
			readLimits({ timeoutSeconds: 0.12345 }, { retryAfterCapSeconds: '0', totalSeconds: 90 }),
		).toEqual({ retryAfterCapMs: 0, timeoutMs: 123, totalMs: 90_000 });
	});

	it.each([
		[{}, { retryAfterCapSeconds: -1 }, /Max Retry-After/],
		[{ timeoutSeconds: 0 }, {}, /Timeout/],
		[{}, { totalSeconds: 604_801 }, /Total Time Limit/],
	])('refuse %j, %j', (options, retries, message) => {
		expect(() => readLimits(options, retries)).toThrow(message);
	});
});
