import type { Clock } from './clock';
import { Gate, type SendingLimits } from './limits';
import { send, type OutgoingRequest, type Response } from './send';

/** One attempt to deliver an event to one receiver. */
export interface DeliveryAttempt {
	/** The event's type as the vendor names it. */
	readonly event: string;
	/** The hook, rule or conversation it was delivered for. */
	readonly target: string;
	readonly url: string;
	/** 1 for the first. */
	readonly number: number;
	/** When it started, ms since 1970 by the simulator's clock. */
	readonly at: number;
	/** The receiver's status; undefined when there was no answer. */
	readonly status?: number;
	/** The receiver's body as text. */
	readonly body?: string;
	/** Why there was no answer. */
	readonly error?: string;
}

/** How a delivery ended. */
export interface Delivery {
	/** Whether the last attempt was answered 2xx. */
	readonly delivered: boolean;
	readonly attempts: readonly DeliveryAttempt[];
	/** What was sent, for a replay. */
	readonly request: OutgoingRequest;
	/** Why it ended without success. */
	readonly reason?: string;
}

/** What the documents say about a vendor's deliveries. */
export interface DeliveryPolicy {
	readonly timeoutMs: number;
	/** The wait before each retry, ms; its length is the number of retries. */
	readonly waitsMs: readonly number[];
	readonly limits?: SendingLimits;
}

/** A request to be delivered, and who is told about it. */
export interface Message {
	readonly event: string;
	readonly target: string;
	readonly request: OutgoingRequest;
	readonly maxAttempts?: number;
	/** Where the hook has a schedule or a timeout of its own. */
	readonly policy?: Partial<Pick<DeliveryPolicy, 'timeoutMs' | 'waitsMs'>>;
	/** Whether the vendor does not repeat after this failure. Default: it repeats after every failure. */
	readonly isFinal?: (attempt: DeliveryAttempt) => boolean;
	/** The reason not to try (again), such as a deleted hook; asked before each attempt. */
	readonly stopReason?: () => string | undefined;
	/** Told about each attempt. */
	readonly onAttempt?: (attempt: DeliveryAttempt, ok: boolean) => void;
}

/** How an attempt went; a reason means that there was none and will be none. */
type Step = 'delivered' | 'failed' | { readonly reason: string };

/** Delivers with the vendor's timeout, schedule and limits; every attempt goes to the log. */
export class DeliveryEngine {
	private readonly gate: Gate;

	constructor(
		private readonly policy: DeliveryPolicy,
		private readonly log: DeliveryAttempt[],
		private readonly clocks: { clock: Clock; networkClock: Clock },
		private readonly closing: AbortSignal,
	) {
		this.gate = new Gate(policy.limits ?? {}, clocks.clock, closing);
	}

	/** Resolves with the final outcome; a delivery that fails does not throw. */
	async deliver(message: Message): Promise<Delivery> {
		const attempts: DeliveryAttempt[] = [];
		const { request } = message;
		const { waitsMs } = { ...this.policy, ...message.policy };
		const most = message.maxAttempts ?? waitsMs.length + 1;
		for (;;) {
			const step = await this.attempt(message, attempts);
			if (step === 'delivered') return { delivered: true, attempts, request };
			if (step !== 'failed') return { delivered: false, attempts, request, ...step };
			if (attempts.length >= most) {
				return { delivered: false, attempts, request, reason: `gave up after ${most} attempts` };
			}
			const waitMs = waitsMs[Math.min(attempts.length, waitsMs.length) - 1] ?? 0;
			await this.clocks.clock.sleep(waitMs, this.closing);
		}
	}

	private async attempt(message: Message, attempts: DeliveryAttempt[]): Promise<Step> {
		return await this.gate.run(message.request.url, async () => {
			if (this.closing.aborted) return { reason: 'simulator closed' };
			const reason = message.stopReason?.();
			if (reason !== undefined) return { reason };
			const attempt = await this.sendOnce(message, attempts.length + 1);
			const ok = attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300;
			attempts.push(attempt);
			this.log.push(attempt);
			message.onAttempt?.(attempt, ok);
			if (ok) return 'delivered';
			return message.isFinal?.(attempt) ? { reason: 'not repeated after this failure' } : 'failed';
		});
	}

	private async sendOnce(message: Message, number: number): Promise<DeliveryAttempt> {
		const { event, target, request } = message;
		const start = { event, target, url: request.url, number, at: this.clocks.clock.now() };
		try {
			const { status, body }: Response = await send(request, {
				timeoutMs: message.policy?.timeoutMs ?? this.policy.timeoutMs,
				clock: this.clocks.networkClock,
				signal: this.closing,
			});
			return { ...start, status, body };
		} catch (error) {
			return { ...start, error: error instanceof Error ? error.message : String(error) };
		}
	}
}
