import { UserError } from 'n8n-workflow';

import type { AttemptError, ReceivedAnswer, ResponseHeaders } from './outcome';
import { nextWait, type RetryPolicy, type Wait } from './schedule';

/**
 * What the receiver asks for with `Retry-After` (RFC 9110, 10.2.3): delta seconds or an HTTP date. Some servers send
 * fractions of seconds, which the document does not know.
 *
 * @returns the wait in whole milliseconds, 0 for a date that has passed, undefined without a header that makes sense
 */
export function retryAfterMs(headers: ResponseHeaders, nowMs: number): number | undefined {
	const value = headers['retry-after']?.trim();
	if (value === undefined) return undefined;
	if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
	// Date.parse takes a lone number for a year, so only what starts like an HTTP date gets there.
	if (!/^[A-Za-z]{3,9},? /.test(value)) return undefined;
	const dateMs = Date.parse(value);
	return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}

/** What is worth another try. */
export type RetryRule = {
	/** Whether there is one after a network error or a timeout. Default: yes. */
	readonly afterErrors?: boolean;
} & (
	| { readonly kind: 'allNon2xx' }
	| { readonly kind: 'statusCodes'; readonly ranges: readonly StatusRange[] }
);

/** Status codes from the first to the last, both included. */
type StatusRange = readonly [first: number, last: number];

/** Answers that pass with time: the receiver is overloaded, restarting or not ready. */
export const DEFAULT_STATUS_CODES = '408, 425, 429, 500, 502, 503, 504';

/** Whether an attempt with this outcome is worth repeating. 2xx, 3xx and 410 never are. */
export function shouldRetry(outcome: AttemptFacts, rule: RetryRule): boolean {
	if (outcome.kind === 'error') return rule.afterErrors !== false && outcome.cause !== 'refused';
	const { statusCode } = outcome;
	if ((statusCode >= 200 && statusCode < 400) || statusCode === 410) return false;
	if (rule.kind === 'allNon2xx') return true;
	return rule.ranges.some(([first, last]) => statusCode >= first && statusCode <= last);
}

/**
 * Status codes that a person typed: single ones, classes and ranges, for example `429, 5xx, 520-530`.
 *
 * @throws UserError for an entry that is none of these
 */
export function parseStatusCodes(text: string): StatusRange[] {
	return text.split(',').map((entry) => parseEntry(entry.trim()));
}

function parseEntry(entry: string): StatusRange {
	const [, first, last] = /^([1-5]\d\d)(?:\s*-\s*([1-5]\d\d))?$/.exec(entry) ?? [];
	if (first !== undefined) {
		const range: StatusRange = [Number(first), Number(last ?? first)];
		if (range[0] <= range[1]) return range;
	}
	if (/^[1-5]xx$/i.test(entry)) {
		const start = Number(entry[0]) * 100;
		return [start, start + 99];
	}
	throw new UserError(`Status Codes: "${entry}" is not a status code`, {
		description:
			'Enter codes, classes or ranges, separated by commas, for example 429, 5xx, 520-530.',
	});
}

/** When something that failed is tried again, and for how long. The same for deliveries and for API calls. Plain data. */
export interface RetryPlan {
	readonly policy: RetryPolicy;
	readonly rule: RetryRule;
	/** The longest `Retry-After` that is followed. */
	readonly retryAfterCapMs: number;
	/** What becomes of a longer one: it counts as the longest, or there is no further attempt. Default: `shorten`. */
	readonly beyondCap?: 'shorten' | 'giveUp';
	/** Whether an endpoint that is not sent to for a while is waited for. Default: no. */
	readonly outlastsPauses?: boolean;
	/** For all attempts, from the start of the first one. Infinity: no limit. */
	readonly totalMs: number;
}

/** How a delivery goes about its attempts. */
export interface DeliveryPlan extends RetryPlan {
	/** For one attempt, from the connection to the end of the answer. */
	readonly timeoutMs: number;
}

/** What of an outcome decides about another attempt. */
type AttemptFacts =
	| Pick<ReceivedAnswer, 'kind' | 'statusCode'>
	| Pick<AttemptError, 'kind' | 'message' | 'cause' | 'held'>;

/** What to do after an attempt. */
type Decision =
	| { readonly next: 'delivered' }
	| { readonly next: 'failed'; readonly reason: string }
	| { readonly next: 'wait'; readonly wait: Wait };

/** What is known when an attempt has ended. */
interface Situation {
	readonly outcome: AttemptFacts;
	/** Number of the attempt, counted from 1. */
	readonly attempt: number;
	/** Since the start of the first attempt. */
	readonly elapsedMs: number;
	/** What the receiver asks for, if it does, as `retryAfterMs` reads it. */
	readonly askedMs?: number;
}

/** Whether it is done, has failed, or is tried again, after which wait, and why. */
export function decide(
	plan: RetryPlan,
	{ outcome, attempt, elapsedMs, askedMs = 0 }: Situation,
	random: () => number,
): Decision {
	if (outcome.kind === 'answer' && outcome.statusCode >= 200 && outcome.statusCode < 300) {
		return { next: 'delivered' };
	}
	const held = outcome.kind === 'error' ? outcome.held : undefined;
	const isWaitedFor = held?.untilMs !== undefined && plan.outlastsPauses === true;
	if (held && !isWaitedFor) return { next: 'failed', reason: named(outcome) };
	if (!held && !shouldRetry(outcome, plan.rule)) {
		return { next: 'failed', reason: `${named(outcome)} is not retried` };
	}
	const planned = nextWait(plan.policy, attempt, random);
	if (planned === undefined) {
		return {
			next: 'failed',
			reason: attempt === 1 ? 'Retries are off' : 'All retries are used up',
		};
	}
	if (!held && plan.beyondCap === 'giveUp' && askedMs > plan.retryAfterCapMs) {
		return { next: 'failed', reason: `The Retry-After of ${askedMs / 1000} s is too long to wait` };
	}
	const wait = held
		? { waitMs: Math.max(askedMs, planned.waitMs), reason: named(outcome) }
		: asReceiverAsks(planned, askedMs, plan.retryAfterCapMs);
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
function asReceiverAsks(planned: Wait, askedMs: number, capMs: number): Wait {
	const waitMs = Math.min(askedMs, capMs);
	if (waitMs <= planned.waitMs) return planned;
	const capped = askedMs > capMs ? `, capped at ${capMs / 1000} s` : '';
	return { waitMs, reason: `The receiver's Retry-After: ${askedMs / 1000} s${capped}` };
}

function named(outcome: AttemptFacts): string {
	return outcome.kind === 'answer' ? `Status ${outcome.statusCode}` : outcome.message;
}
