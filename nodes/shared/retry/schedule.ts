import { UserError } from 'n8n-workflow';

/** When to try again, as data: a fixed list of waits, or waits that grow. */
export type RetryPolicy = SchedulePolicy | ExponentialPolicy;

/** One retry after each wait. No waits: one attempt, no retries. */
export interface SchedulePolicy {
	readonly kind: 'schedule';
	/** What the schedule is called in `waitReason`. */
	readonly name: string;
	readonly waitsMs: readonly number[];
}

/** Exponential backoff with full jitter: wait n is drawn evenly from 0 to `firstWaitMs` · 2^(n-1), at most `maxWaitMs`. */
interface ExponentialPolicy {
	readonly kind: 'exponential';
	/** All attempts, the first included. */
	readonly maxAttempts: number;
	readonly firstWaitMs: number;
	readonly maxWaitMs: number;
}

/** A wait, and why it is as long as it is: text for the person who reads the item. */
export interface Wait {
	readonly waitMs: number;
	readonly reason: string;
}

/**
 * The wait after attempt number `attempt` (counted from 1), or undefined when that attempt was the last.
 *
 * @param random draws from 0 (included) to 1 (excluded)
 */
export function nextWait(
	policy: RetryPolicy,
	attempt: number,
	random: () => number,
): Wait | undefined {
	if (policy.kind === 'schedule') {
		const waitMs = policy.waitsMs[attempt - 1];
		if (waitMs === undefined) return undefined;
		return { waitMs, reason: `${policy.name}: wait ${attempt} of ${policy.waitsMs.length}` };
	}

	if (attempt >= policy.maxAttempts) return undefined;
	const limitMs = Math.min(policy.maxWaitMs, policy.firstWaitMs * 2 ** (attempt - 1));
	return {
		waitMs: Math.floor(random() * (limitMs + 1)),
		reason: `Exponential backoff: drawn from 0 to ${limitMs / 1000} s`,
	};
}

/** The longest wait that the policy can ask for, in milliseconds; 0 without a retry. */
export function longestWaitMs(policy: RetryPolicy): number {
	if (policy.kind === 'schedule') return Math.max(0, ...policy.waitsMs);
	const { maxAttempts, firstWaitMs, maxWaitMs } = policy;
	return maxAttempts < 2 ? 0 : Math.min(maxWaitMs, firstWaitMs * 2 ** (maxAttempts - 2));
}

/** One attempt. */
export const noRetries: SchedulePolicy = { kind: 'schedule', name: 'No retries', waitsMs: [] };

/** 4, 8 and 10 seconds ("Retry Configuration" of the Conversation API's webhook guide). */
export const conversationSchedule: SchedulePolicy = {
	kind: 'schedule',
	name: 'Conversation API schedule',
	waitsMs: [4_000, 8_000, 10_000],
};

/** 1 minute, 5 minutes, 30 minutes and 2 hours ("Retry Behavior" of OpenWork's integration guide). */
export const openWorkSchedule: SchedulePolicy = {
	kind: 'schedule',
	name: 'OpenWork schedule',
	waitsMs: [60_000, 300_000, 1_800_000, 7_200_000],
};

/**
 * 5 retries within 8 minutes ("Error handling and retry" of Missive's webhook page). The page gives no single waits.
 * These double from 15 seconds and last 7:45 together, which leaves 15 seconds, Missive's own timeout, for the
 * attempts between them.
 */
export const missiveSchedule: SchedulePolicy = {
	kind: 'schedule',
	name: 'Missive schedule',
	waitsMs: [15_000, 30_000, 60_000, 120_000, 240_000],
};

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
