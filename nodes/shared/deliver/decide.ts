import type { AttemptOutcome } from './outcome';
import { nextWait } from './policy';
import type { RetryPolicy, Wait } from './policy';
import { retryAfterMs } from './retryAfter';
import { shouldRetry } from './retryRule';
import type { RetryRule } from './retryRule';

/** How a delivery goes about its attempts. Plain data. */
export interface DeliveryPlan {
	readonly policy: RetryPolicy;
	readonly rule: RetryRule;
	/** The longest `Retry-After` that is followed; a longer one counts as this. */
	readonly retryAfterCapMs: number;
	/** For one attempt, from the connection to the end of the answer. */
	readonly timeoutMs: number;
	/** For the delivery, from the start of its first attempt. Infinity: no limit. */
	readonly totalMs: number;
}

/** What to do after an attempt. */
export type Decision =
	| { readonly next: 'delivered' }
	| { readonly next: 'failed'; readonly reason: string }
	| { readonly next: 'wait'; readonly wait: Wait };

/** What is known when an attempt has ended. */
export interface Situation {
	readonly outcome: AttemptOutcome;
	/** Number of the attempt, counted from 1. */
	readonly attempt: number;
	/** Since the start of the first attempt. */
	readonly elapsedMs: number;
	readonly nowMs: number;
}

/** Whether the message is delivered, has failed, or is sent again, after which wait, and why. */
export function decide(
	plan: DeliveryPlan,
	{ outcome, attempt, elapsedMs, nowMs }: Situation,
	random: () => number,
): Decision {
	if (outcome.kind === 'answer' && outcome.statusCode >= 200 && outcome.statusCode < 300) {
		return { next: 'delivered' };
	}
	if (!shouldRetry(outcome, plan.rule)) {
		return { next: 'failed', reason: `${named(outcome)} is not retried` };
	}
	const planned = nextWait(plan.policy, attempt, random);
	if (planned === undefined) {
		return {
			next: 'failed',
			reason: attempt === 1 ? 'Retries are off' : 'All retries are used up',
		};
	}
	const wait = asReceiverAsks(planned, outcome, plan.retryAfterCapMs, nowMs);
	if (elapsedMs + wait.waitMs >= plan.totalMs) {
		const seconds = `${wait.waitMs / 1000} s`;
		return {
			next: 'failed',
			reason: `The next wait of ${seconds} would pass the total time limit of ${plan.totalMs / 1000} s`,
		};
	}
	return { next: 'wait', wait };
}

/** `Retry-After` makes a wait longer, never shorter: the policy's wait is the least that the user wants. */
function asReceiverAsks(planned: Wait, outcome: AttemptOutcome, capMs: number, nowMs: number): Wait {
	const asked = outcome.kind === 'answer' ? retryAfterMs(outcome.headers, nowMs) : undefined;
	if (asked === undefined) return planned;
	const waitMs = Math.min(asked, capMs);
	if (waitMs <= planned.waitMs) return planned;
	const capped = asked > capMs ? `, capped at ${capMs / 1000} s` : '';
	return { waitMs, reason: `The receiver's Retry-After: ${asked / 1000} s${capped}` };
}

function named(outcome: AttemptOutcome): string {
	return outcome.kind === 'answer' ? `Status ${outcome.statusCode}` : outcome.message;
}
