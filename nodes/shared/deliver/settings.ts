import { type IDataObject, UserError } from 'n8n-workflow';

import type { DeliveryPlan } from '../retry/rule';
import {
	customSchedule,
	noRetries,
	type RetryPolicy,
	type SchedulePolicy,
} from '../retry/schedule';
import { type Backoff, SHORT_BACKOFF } from './fields';

/** What a number field may hold. */
interface NumberRange {
	readonly min: number;
	readonly max: number;
	readonly integer?: boolean;
}

/**
 * The value of a number field. n8n checks the range of what is typed, but not of what an expression gives.
 *
 * @throws UserError, naming `field`, when it is not a number in the range
 */
export function readNumber(field: string, value: unknown, range: NumberRange): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	const { min, max, integer = false } = range;
	if (typeof number === 'number' && number >= min && number <= max) {
		if (!integer || Number.isInteger(number)) return number;
	}
	const kind = integer ? 'a whole number' : 'a number';
	throw new UserError(`${field} must be ${kind} from ${min} to ${max}`, {
		description: 'Correct the field, or the expression that it is taken from.',
	});
}

/** The value of a field in seconds, in whole milliseconds: timers take no fractions. */
export function readSeconds(field: string, value: unknown, range: NumberRange): number {
	return Math.round(readNumber(field, value, range) * 1000);
}

const DAY = { min: 0, max: 86_400 };

/**
 * Reads the options of `timeoutField` and, of `retryOptions`, the limits.
 *
 * @throws UserError when one is out of its range
 */
export function readLimits(
	options: IDataObject,
	retryOptions: IDataObject,
): Pick<DeliveryPlan, 'retryAfterCapMs' | 'timeoutMs' | 'totalMs'> {
	const { timeoutSeconds = 30 } = options;
	const { retryAfterCapSeconds = 60, totalSeconds = 0 } = retryOptions;
	const totalMs = readSeconds('Total Time Limit', totalSeconds, { min: 0, max: 604_800 });
	return {
		retryAfterCapMs: readSeconds('Max Retry-After', retryAfterCapSeconds, DAY),
		timeoutMs: readSeconds('Timeout', timeoutSeconds, { min: 0.1, max: 3600 }),
		totalMs: totalMs === 0 ? Infinity : totalMs,
	};
}

/** The value of a field, or `fallback` where the node has none. */
type ReadField = (name: string, fallback: unknown) => unknown;

/**
 * Reads the fields of `retryFields` and, of `retryOptions`, the backoff.
 *
 * @param schedules those that the node offers beside the usual choices, by the value of the field Retries
 * @throws UserError when a field is not valid
 */
export function readPolicy(
	read: ReadField,
	schedules: ReadonlyMap<unknown, SchedulePolicy> = new Map(),
	backoff: Backoff = SHORT_BACKOFF,
): RetryPolicy {
	const retries = read('retries', 'exponential');
	switch (retries) {
		case 'none':
			return noRetries;
		case 'custom':
			return customSchedule(String(read('waits', '')));
		case 'exponential':
			return exponential({ ...backoff, ...(read('retryOptions', {}) as IDataObject) });
	}
	const schedule = schedules.get(retries);
	if (schedule) return schedule;
	throw new UserError('Retries: choose one of the listed values');
}

function exponential({ maxAttempts, firstWaitSeconds, maxWaitSeconds }: IDataObject): RetryPolicy {
	const attempts = { min: 1, max: 100, integer: true };
	return {
		kind: 'exponential',
		maxAttempts: readNumber('Max Attempts', maxAttempts, attempts),
		firstWaitMs: readSeconds('First Wait', firstWaitSeconds, DAY),
		maxWaitMs: readSeconds('Longest Wait', maxWaitSeconds, DAY),
	};
}
