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
export interface ExponentialPolicy {
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
