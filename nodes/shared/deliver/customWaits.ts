import { UserError } from 'n8n-workflow';

import type { SchedulePolicy } from './policy';

/** One day: a longer wait does not belong into the memory of an execution. */
const LONGEST_WAIT_SECONDS = 86_400;

/**
 * A schedule from a list of seconds that a person typed, for example `5, 30, 120`.
 *
 * @throws UserError for an empty list, or an entry that is not a number from 0 to 86400
 */
export function customSchedule(text: string): SchedulePolicy {
	const waitsMs = text.split(',').map((entry) => Math.round(seconds(entry.trim()) * 1000));
	return { kind: 'schedule', name: 'Custom schedule', waitsMs };
}

function seconds(entry: string): number {
	const value = /^\d+(\.\d+)?$/.test(entry) ? Number(entry) : NaN;
	if (value >= 0 && value <= LONGEST_WAIT_SECONDS) return value;
	throw new UserError(`Waits: "${entry}" is not a number of seconds from 0 to 86400`, {
		description:
			'Enter the seconds before each retry, separated by commas, for example 5, 30, 120.',
	});
}
