import { decide } from './decide';
import type { DeliveryPlan } from './decide';
import { requestAt } from './message';
import type { Message, OutgoingRequest } from './message';
import type { Attempt, Outcome } from './outcome';

/** Time, chance and the network, as a delivery sees them. */
export interface DeliverDeps {
	/** Milliseconds since 1970. */
	now(): number;
	/** Ends after `ms` milliseconds, or at once when the signal aborts. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** From 0 (included) to 1 (excluded). */
	random(): number;
	/** Sends once. Rejects only when `signal` aborts: all else is an outcome. */
	send(request: OutgoingRequest, signal?: AbortSignal): Promise<Outcome>;
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
	readonly outcome: Outcome;
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
	message: Message,
	plan: DeliveryPlan,
	deps: DeliverDeps,
	signal?: AbortSignal,
): Promise<DeliveryResult> {
	const startedMs = deps.now();
	const attempts: Attempt[] = [];

	for (let number = 1; ; number++) {
		const attemptMs = deps.now();
		const timeoutMs = Math.min(plan.timeoutMs, startedMs + plan.totalMs - attemptMs);
		const outcome = await deps.send(requestAt(message, attemptMs, timeoutMs), signal);
		signal?.throwIfAborted();

		const nowMs = deps.now();
		const attempt: Attempt = {
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
			return { status: decision.next, ...reason, attempts: [...attempts, attempt], outcome };
		}

		const { waitMs, reason } = decision.wait;
		attempts.push({ ...attempt, waitMs, waitReason: reason });
		await deps.sleep(waitMs, signal);
		signal?.throwIfAborted();
		await deps.admitRetry(signal);
		if (deps.now() - startedMs >= plan.totalMs) {
			const limit = `The total time limit of ${plan.totalMs / 1000} s has passed`;
			return { status: 'failed', reason: limit, attempts, outcome };
		}
	}
}
