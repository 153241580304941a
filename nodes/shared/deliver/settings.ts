import { type IDataObject, UserError } from 'n8n-workflow';

import type { DeliveryPlan } from '../retry/rule';
import {
	customSchedule,
	noRetries,
	type RetryPolicy,
	type SchedulePolicy,
} from '../retry/schedule';

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

/**
 * Reads the options of `limitFields`.
 *
 * @throws UserError when one is out of its range
 */
export function readLimits(
	options: IDataObject,
): Pick<DeliveryPlan, 'retryAfterCapMs' | 'timeoutMs' | 'totalMs'> {
	const read = (name: string, field: string, fallback: number, min: number, max: number) =>
		readSeconds(field, options[name] ?? fallback, { min, max });
	const totalMs = read('totalSeconds', 'Total Time Limit', 0, 0, 604_800);
	return {
		retryAfterCapMs: read('retryAfterCapSeconds', 'Max Retry-After', 60, 0, 86_400),
		timeoutMs: read('timeoutSeconds', 'Timeout', 30, 0.1, 3600),
		totalMs: totalMs === 0 ? Infinity : totalMs,
	};
}

/** The value of a field, or `fallback` where the node has none. */
type ReadField = (name: string, fallback: unknown) => unknown;

const DAY = { min: 0, max: 86_400 };

/**
 * Reads the fields of `retryFields`.
 *
 * @param schedules those that the node offers beside the usual choices, by the value of the field Retries
 * @throws UserError when a field is not valid
 */
export function readPolicy(
	read: ReadField,
	schedules: ReadonlyMap<unknown, SchedulePolicy> = new Map(),
): RetryPolicy {
	const retries = read('retries', 'exponential');
	switch (retries) {
		case 'none':
			return noRetries;
		case 'custom':
			return customSchedule(String(read('waits', '')));
		case 'exponential':
			return {
				kind: 'exponential',
				maxAttempts: readNumber('Max Attempts', read('maxAttempts', 5), {
					min: 1,
					max: 100,
					integer: true,
				}),
				firstWaitMs: readSeconds('First Wait', read('firstWaitSeconds', 1), DAY),
				maxWaitMs: readSeconds('Longest Wait', read('maxWaitSeconds', 30), DAY),
			};
	}
	const schedule = schedules.get(retries);
	if (schedule) return schedule;
	throw new UserError('Retries: choose one of the listed values');
}
