import { decide } from './decide';
import type { DeliveryPlan } from './decide';
import type { DeliverDeps, DeliveryResult } from './deliver';
import { requestAt } from './message';
import type { OutgoingMessage } from './message';
import type { Attempt } from './outcome';
import type { Progress } from './progress';

/** A part of a delivery: from its first attempt or a wait, up to its end or another wait. */
export interface Stretch<Left extends object> {
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
		const next = await attempt(message, plan, progress, deps, signal);
		if ('status' in next) return next;
		progress = next;
	}
}

async function attempt(
	message: OutgoingMessage,
	plan: DeliveryPlan,
	progress: Progress | undefined,
	deps: DeliverDeps,
	signal?: AbortSignal,
): Promise<DeliveryResult | Progress> {
	const attemptMs = deps.now();
	const { startedMs = attemptMs, attempts = [] } = progress ?? {};
	const timeoutMs = Math.min(plan.timeoutMs, startedMs + plan.totalMs - attemptMs);
	const outcome = await deps.send(requestAt(message, attemptMs, timeoutMs), signal);
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
