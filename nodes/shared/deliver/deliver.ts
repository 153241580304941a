import type { Attempt } from '../items';
import type { AttemptOutcome } from '../retry/outcome';
import { decide, type DeliveryPlan, retryAfterMs } from '../retry/rule';
import {
	type MakeRequest,
	type OutgoingMessage,
	type OutgoingRequest,
	requestsOf,
} from './message';

/** Time, chance and the network, as a delivery sees them. */
export interface DeliverDeps {
	/** Milliseconds since 1970. */
	now(): number;
	/** Ends after `ms` milliseconds, or at once when the signal aborts. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** From 0 (included) to 1 (excluded). */
	random(): number;
	/** Sends once. Rejects only when `signal` aborts: all else is an outcome. */
	send(request: OutgoingRequest, signal?: AbortSignal): Promise<AttemptOutcome>;
	/** Ends as soon as the rate limit lets one more request out. */
	admitRetry(signal?: AbortSignal): Promise<void>;
}

/** What became of a message. */
export interface DeliveryResult {
	readonly status: 'delivered' | 'failed';
	/** Why there was no further attempt. Only when failed. */
	readonly reason?: string;
	readonly attempts: readonly Attempt[];
	/** Of the last attempt. */
	readonly outcome: AttemptOutcome;
}

/** Where a delivery stands between two attempts: all there is to know to go on with it. Plain data. */
export interface Progress {
	/** Start of the first attempt, if there was one, in milliseconds since 1970. */
	readonly startedMs: number;
	/** In their order; none where the delivery waits for another. The last one has the wait that follows it. */
	readonly attempts: readonly Attempt[];
	/** Of the last attempt. */
	readonly outcome: AttemptOutcome;
	/** When the next attempt is due, in milliseconds since 1970. */
	readonly nextAttemptMs: number;
}

/** A delivery that was left before a wait. */
export interface WaitingMessage {
	readonly status: 'waiting';
	readonly progress: Progress;
}

/** A message to deliver, and how. Plain data. */
export interface DeliveryJob {
	readonly message: OutgoingMessage;
	readonly plan: DeliveryPlan;
	/** Where the delivery was left before. Absent: the first attempt starts at once. */
	readonly resumed?: Progress;
	/** A wait of more milliseconds is left to the caller. Absent: the delivery goes to its end. */
	readonly longestWaitMs?: number;
}

/**
 * Sends a message until the receiver takes it (2xx) or the plan says to stop. The first attempt starts at once.
 *
 * At least once, not exactly once: a receiver that took the message but whose answer was lost gets it again, with the
 * same message id.
 *
 * @throws the signal's reason, when it aborts
 */
export async function deliver(
	message: OutgoingMessage,
	plan: DeliveryPlan,
	deps: DeliverDeps,
	signal?: AbortSignal,
): Promise<DeliveryResult> {
	// No wait is left to the caller.
	return (await deliverUntilWait({ message, plan }, deps, signal)) as DeliveryResult;
}

/**
 * Delivers a message as `deliver` does, but up to a wait that is left to the caller. A delivery that was left before
 * goes on with what remains of its wait.
 *
 * @throws the signal's reason, when it aborts
 */
export async function deliverUntilWait(
	{ message, plan, resumed, longestWaitMs = Infinity }: DeliveryJob,
	deps: DeliverDeps,
	signal?: AbortSignal,
): Promise<DeliveryResult | WaitingMessage> {
	const requestAt = requestsOf(message);
	let progress = resumed;
	for (;;) {
		if (progress) {
			const waitMs = Math.max(0, progress.nextAttemptMs - deps.now());
			if (waitMs > longestWaitMs) return { status: 'waiting', progress };
			await deps.sleep(waitMs, signal);
			signal?.throwIfAborted();
			await deps.admitRetry(signal);
			const isBegun = progress.attempts.length > 0;
			if (isBegun && deps.now() - progress.startedMs >= plan.totalMs)
				return timeIsUp(plan, progress);
		}
		const next = await attempt(requestAt, plan, progress, deps, signal);
		if ('status' in next) return next;
		progress = next;
	}
}

async function attempt(
	requestAt: MakeRequest,
	plan: DeliveryPlan,
	progress: Progress | undefined,
	deps: DeliverDeps,
	signal?: AbortSignal,
): Promise<DeliveryResult | Progress> {
	const attemptMs = deps.now();
	const attempts = progress?.attempts ?? [];
	const startedMs = attempts.length > 0 ? (progress?.startedMs ?? attemptMs) : attemptMs;
	const timeoutMs = Math.min(plan.timeoutMs, startedMs + plan.totalMs - attemptMs);
	const outcome = await deps.send(requestAt(attemptMs, timeoutMs), signal);
	signal?.throwIfAborted();

	const nowMs = deps.now();
	const number = attempts.length + 1;
	const made: Attempt = {
		number,
		startedAt: new Date(attemptMs).toISOString(),
		durationMs: nowMs - attemptMs,
		...(outcome.kind === 'answer'
			? { statusCode: outcome.statusCode }
			: { error: outcome.message }),
	};
	const askedMs =
		outcome.kind === 'answer'
			? retryAfterMs(outcome.headers, nowMs)
			: outcome.held?.untilMs && Math.max(0, outcome.held.untilMs - nowMs);
	const situation = { outcome, attempt: number, elapsedMs: nowMs - startedMs, askedMs };
	const decision = decide(plan, situation, deps.random);
	if (decision.next !== 'wait') {
		const reason = decision.next === 'failed' ? { reason: decision.reason } : {};
		return { status: decision.next, ...reason, attempts: [...attempts, made], outcome };
	}
	const { waitMs, reason } = decision.wait;
	return {
		startedMs,
		attempts: [...attempts, { ...made, waitMs, waitReason: reason }],
		outcome,
		nextAttemptMs: nowMs + waitMs,
	};
}

function timeIsUp({ totalMs }: DeliveryPlan, { attempts, outcome }: Progress): DeliveryResult {
	const reason = `The total time limit of ${totalMs / 1000} s has passed`;
	return { status: 'failed', reason, attempts, outcome };
}
