import { UserError } from 'n8n-workflow';

import { customSchedule } from '../customWaits';
import type { RetryPolicy, SchedulePolicy } from '../policy';
import { noRetries } from '../schedules';
import { readNumber, readSeconds } from './readNumber';

/** The value of a field, or `fallback` where the node has none. */
export type ReadField = (name: string, fallback: unknown) => unknown;

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
