import type { DeliverDeps } from '../../../nodes/shared/deliver/deliver';
import type { OutgoingMessage, OutgoingRequest } from '../../../nodes/shared/deliver/message';
import type { AttemptOutcome } from '../../../nodes/shared/retry/outcome';
import type { DeliveryPlan } from '../../../nodes/shared/retry/rule';

export const START = Date.UTC(2026, 0, 1);

export function answer(statusCode: number, headers: Record<string, string> = {}): AttemptOutcome {
	return { kind: 'answer', statusCode, headers, body: '', truncated: false };
}

export const networkError: AttemptOutcome = {
	kind: 'error',
	message: 'Connection lost',
	cause: 'network',
};

export function message(changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
	return {
		id: 'message-1',
		idHeader: 'webhook-id',
		url: 'https://example.com/hook',
		method: 'POST',
		body: Buffer.from('{}'),
		headers: { 'Content-Type': 'application/json' },
		confidential: [],
		...changes,
	};
}

export function plan(changes: Partial<DeliveryPlan> = {}): DeliveryPlan {
	return {
		policy: { kind: 'schedule', name: 'Custom schedule', waitsMs: [1000, 2000, 3000] },
		rule: { kind: 'allNon2xx' },
		retryAfterCapMs: 60_000,
		timeoutMs: 30_000,
		totalMs: Infinity,
		...changes,
	};
}

/** A world in which time passes only in sleeps and, as told, in requests. */
export class World implements DeliverDeps {
	readonly sent: Array<OutgoingRequest & { atMs: number }> = [];
	readonly slept: number[] = [];
	admitted = 0;
	nowMs = START;

	/** @param outcomes of the attempts, in order; the last one is repeated */
	constructor(
		private readonly outcomes: readonly AttemptOutcome[],
		private readonly requestMs = 0,
	) {}

	now = () => this.nowMs;

	random = () => 0.5;

	sleep = async (ms: number) => {
		this.slept.push(ms);
		this.nowMs += ms;
	};

	send = async (request: OutgoingRequest) => {
		const outcome = this.outcomes[this.sent.length] ?? this.outcomes.at(-1) ?? networkError;
		this.sent.push({ ...request, atMs: this.nowMs });
		this.nowMs += Math.min(this.requestMs, request.timeoutMs);
		return outcome;
	};

	admitRetry = async () => {
		this.admitted++;
	};
}
