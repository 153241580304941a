import type { DeliveryPlan } from './decide';
import type { OutgoingMessage, OutgoingRequest } from './message';
import type { Attempt, AttemptOutcome } from './outcome';
import { deliverStretch } from './stretch';

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
