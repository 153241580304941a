import type { Attempt, AttemptOutcome } from './outcome';

/** Where a delivery stands between two attempts: all there is to know to go on with it. Plain data. */
export interface Progress {
	/** Start of the first attempt, in milliseconds since 1970. */
	readonly startedMs: number;
	/** In their order. The last one has the wait that follows it. */
	readonly attempts: readonly Attempt[];
	/** Of the last attempt. */
	readonly outcome: AttemptOutcome;
	/** When the next attempt is due, in milliseconds since 1970. */
	readonly nextAttemptMs: number;
}
