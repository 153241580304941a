import { cancellableSleep, untilAborted } from '../lib/abort';

/** The span that the limit counts in, unless the limiter has another. */
const MINUTE_MS = 60_000;

/** Those of one key that have started, and those that wait. */
interface Queue {
	/** When they started, oldest first. */
	starts: number[];
	/** Index of the first start that lies within the window. */
	oldest: number;
	/** Settles when everybody who came before has had their turn. */
	tail: Promise<void>;
	/** How many wait. */
	waiting: number;
}

/** The time that a limiter goes by. */
export interface LimiterClock {
	/** Milliseconds since any moment. Never goes back. */
	now(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Somebody who waits to be admitted. */
interface Caller {
	/** Asked at the moment of starting. */
	mayStart(): boolean;
	/** Called when there is something to wait for. */
	onWait?(): void;
	readonly signal?: AbortSignal;
}

/** The time since this process started, which nobody can set back: a clock that is would hold everything up. */
export const steadyClock: LimiterClock = { now: () => performance.now(), sleep: cancellableSleep };

/**
 * At most so many starts a minute for each key, first come first served. A sliding window: in no 60 seconds, wherever
 * they begin, are there more starts than the limit. It counts within one process; several n8n processes each have
 * their own. A limiter with another window counts in that instead of the minute.
 */
export class RateLimiter {
	private readonly queues = new Map<string, Queue>();
	private forgottenMs = -Infinity;

	constructor(
		private readonly clock: LimiterClock = steadyClock,
		private readonly windowMs = MINUTE_MS,
	) {}

	/**
	 * Resolves when the caller may start, and counts that as a start.
	 *
	 * @throws the signal's reason, when it aborts; then nothing is counted
	 */
	async admit(key: string, perWindow: number, signal?: AbortSignal): Promise<void> {
		await this.admitIf(key, perWindow, { mayStart: () => true, signal });
	}

	/**
	 * Resolves when the caller's turn has come and there is room, with what `mayStart` says: true is counted as a start,
	 * false leaves the room to the next.
	 *
	 * @throws the signal's reason, when it aborts; then nothing is counted
	 */
	async admitIf(key: string, perWindow: number, caller: Caller): Promise<boolean> {
		const { signal } = caller;
		signal?.throwIfAborted();
		const queue = this.queueOf(key);
		if (queue.waiting++ > 0) caller.onWait?.();
		const turn = queue.tail
			.then(async () => await this.turn(queue, perWindow, caller))
			.finally(() => queue.waiting--);
		// Whoever gives up must not hold up those behind.
		queue.tail = turn.then(nothing, nothing);
		return await untilAborted(turn, signal);
	}

	private async turn(
		queue: Queue,
		perWindow: number,
		{ mayStart, onWait, signal }: Caller,
	): Promise<boolean> {
		for (;;) {
			signal?.throwIfAborted();
			const nowMs = this.clock.now();
			this.forgetOld(queue, nowMs);
			const last = queue.starts.length - perWindow;
			const blocking = last < queue.oldest ? undefined : queue.starts[last];
			if (blocking === undefined) {
				const starting = mayStart();
				if (starting) queue.starts.push(nowMs);
				return starting;
			}
			onWait?.();
			await this.clock.sleep(blocking + this.windowMs - nowMs, signal);
		}
	}

	/** Each start is passed once and moved at most once, so that it costs the same however many there are. */
	private forgetOld(queue: Queue, nowMs: number): void {
		while ((queue.starts[queue.oldest] ?? Infinity) <= nowMs - this.windowMs) queue.oldest++;
		if (queue.oldest * 2 <= queue.starts.length) return;
		queue.starts = queue.starts.slice(queue.oldest);
		queue.oldest = 0;
	}

	private queueOf(key: string): Queue {
		const found = this.queues.get(key);
		if (found) return found;
		this.forgetIdle();
		const queue: Queue = { starts: [], oldest: 0, tail: Promise.resolve(), waiting: 0 };
		this.queues.set(key, queue);
		return queue;
	}

	/** Once a window is enough: a batch can have a new key for each of its items. */
	private forgetIdle(): void {
		const endMs = this.clock.now() - this.windowMs;
		if (this.forgottenMs > endMs) return;
		this.forgottenMs = endMs + this.windowMs;
		for (const [key, { starts, waiting }] of this.queues) {
			if (waiting === 0 && (starts.at(-1) ?? -Infinity) <= endMs) this.queues.delete(key);
		}
	}
}

function nothing(): void {}
