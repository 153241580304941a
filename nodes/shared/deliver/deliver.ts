import type { Attempt } from '../items';
import type { AttemptOutcome } from '../retry/outcome';
import { decide, type DeliveryPlan } from '../retry/rule';
import { type OutgoingMessage, type OutgoingRequest, requestsOf } from './message';

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
	return await deliverStretch({ message, plan }, deps, signal);
}

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

/** A part of a delivery: from its first attempt or a wait, up to its end or another wait. */
interface Stretch<Left extends object> {
	readonly message: OutgoingMessage;
	readonly plan: DeliveryPlan;
	/** Where the stretch before this one ended. Absent: the first attempt starts at once. */
	readonly begun?: Progress;
	/**
	 * Asked before each wait, with its length in milliseconds: what it returns ends the stretch in place of the wait.
	 * Undefined: wait. Absent: the stretch ends with the delivery.
	 */
	readonly leave?: (progress: Progress, waitMs: number) => Left | undefined;
}

/**
 * Delivers a message up to its end, or up to a wait that it leaves for. A delivery that has begun goes on with what is
 * left of its wait.
 *
 * @throws the signal's reason, when it aborts
 */
export async function deliverStretch<Left extends object = never>(
	{ message, plan, begun, leave }: Stretch<Left>,
	deps: DeliverDeps,
	signal?: AbortSignal,
): Promise<DeliveryResult | Left> {
	const requestAt = requestsOf(message);
	let progress = begun;
	for (;;) {
		if (progress) {
			const waitMs = Math.max(0, progress.nextAttemptMs - deps.now());
			const left = leave?.(progress, waitMs);
			if (left) return left;
			await deps.sleep(waitMs, signal);
			signal?.throwIfAborted();
			await deps.admitRetry(signal);
			if (deps.now() - progress.startedMs >= plan.totalMs) return timeIsUp(plan, progress);
		}
		const next = await attempt(requestAt, plan, progress, deps, signal);
		if ('status' in next) return next;
		progress = next;
	}
}

async function attempt(
	requestAt: ReturnType<typeof requestsOf>,
	plan: DeliveryPlan,
	progress: Progress | undefined,
	deps: DeliverDeps,
	signal?: AbortSignal,
): Promise<DeliveryResult | Progress> {
	const attemptMs = deps.now();
	const { startedMs = attemptMs, attempts = [] } = progress ?? {};
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
	const situation = { outcome, attempt: number, elapsedMs: nowMs - startedMs, nowMs };
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
