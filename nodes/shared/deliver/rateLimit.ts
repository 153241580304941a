import { untilAborted } from '../lib/abort';

/** The span that the limit counts in, unless the limiter has another. */
const MINUTE_MS = 60_000;

interface Lane {
	/** Starts within the last window, oldest first, in milliseconds since 1970. */
	starts: number[];
	/** Settles when everybody who came before has started. */
	tail: Promise<void>;
	/** How many wait. */
	waiting: number;
}

/** The time that a limiter goes by. */
export interface LimiterClock {
	now(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * At most so many starts a minute for each key, first come first served. A sliding window: in no 60 seconds, wherever
 * they begin, are there more starts than the limit. It counts within one process; several n8n processes each have
 * their own. A limiter with another window counts in that instead of the minute.
 */
export class RateLimiter {
	private readonly lanes = new Map<string, Lane>();

	constructor(
		private readonly clock: LimiterClock,
		private readonly windowMs = MINUTE_MS,
	) {}

	/**
	 * Resolves when the caller may start, and counts that as a start.
	 *
	 * @throws the signal's reason, when it aborts; then nothing is counted
	 */
	async admit(key: string, perWindow: number, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		const lane = this.lane(key);
		lane.waiting++;
		const turn = lane.tail
			.then(async () => await this.start(lane, perWindow, signal))
			.finally(() => lane.waiting--);
		// Whoever gives up must not hold up those behind.
		lane.tail = turn.catch(() => undefined);
		await untilAborted(turn, signal);
	}

	private async start(lane: Lane, perWindow: number, signal?: AbortSignal): Promise<void> {
		for (;;) {
			signal?.throwIfAborted();
			const waitMs = waitForRoom(lane.starts, perWindow, this.clock.now(), this.windowMs);
			if (waitMs <= 0) break;
			await this.clock.sleep(waitMs, signal);
		}
		const nowMs = this.clock.now();
		lane.starts = [...lane.starts.filter((startMs) => startMs > nowMs - this.windowMs), nowMs];
	}

	private lane(key: string): Lane {
		const found = this.lanes.get(key);
		if (found) return found;
		this.forgetIdleLanes();
		const lane: Lane = { starts: [], tail: Promise.resolve(), waiting: 0 };
		this.lanes.set(key, lane);
		return lane;
	}

	private forgetIdleLanes(): void {
		const nowMs = this.clock.now();
		for (const [key, { starts, waiting }] of this.lanes) {
			const lastMs = starts.at(-1) ?? -Infinity;
			if (waiting === 0 && lastMs <= nowMs - this.windowMs) this.lanes.delete(key);
		}
	}
}

/** Milliseconds until one more start keeps to the limit, given the earlier starts, oldest first; 0 or less: now. */
function waitForRoom(
	starts: readonly number[],
	perWindow: number,
	nowMs: number,
	windowMs = MINUTE_MS,
): number {
	const oldest = starts.at(-perWindow);
	return oldest === undefined ? 0 : oldest + windowMs - nowMs;
}
