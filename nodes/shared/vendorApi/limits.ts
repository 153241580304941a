import { createHash } from 'node:crypto';

import { untilAborted } from '../lib/abort';
import type { ResponseHeaders } from '../retry/outcome';

/** The tasks of one key. */
interface Queue {
	running: number;
	/** Those that wait, first come first served. */
	readonly waiting: Array<() => void>;
}

/** At most so many tasks at once for each key, first come first served. It counts within one process. */
export class Turns {
	private readonly queues = new Map<string, Queue>();

	/**
	 * Runs the task as soon as fewer than `limit` of its key are running.
	 *
	 * @throws what the task throws; the signal's reason, when it aborts before the task's turn has come
	 */
	async run<T>(
		key: string,
		limit: number,
		task: () => Promise<T>,
		signal?: AbortSignal,
	): Promise<T> {
		signal?.throwIfAborted();
		const queue = this.queues.get(key) ?? { running: 0, waiting: [] };
		this.queues.set(key, queue);
		if (queue.running < limit) queue.running++;
		else await this.turn(key, queue, signal);
		try {
			return await task();
		} finally {
			this.leave(key, queue);
		}
	}

	/** Waits for a place, which whoever leaves hands over. */
	private async turn(key: string, queue: Queue, signal?: AbortSignal): Promise<void> {
		const turn = new Promise<void>((resolve) => queue.waiting.push(resolve));
		let started = false;
		try {
			await untilAborted(turn, signal);
			started = true;
		} finally {
			if (!started) void turn.then(() => this.leave(key, queue));
		}
	}

	private leave(key: string, queue: Queue): void {
		const next = queue.waiting.shift();
		if (next) next();
		else if (--queue.running === 0) this.queues.delete(key);
	}
}

/** A key for a token that does not hold the token. */
export function keyOf(credentialType: string, token: unknown): string {
	return createHash('sha256')
		.update(`${credentialType} ${String(token)}`)
		.digest('hex');
}

/** A reset that is further away than this is not believed: the limits that are announced count by the minute. */
const LONGEST_WAIT_MS = 120_000;

/** Unix milliseconds are above this, Unix seconds below, for the next 3,000 years. */
const SMALLEST_UNIX_MS = 100_000_000_000;

/** Unix seconds are above this; what is below counts from now. */
const SMALLEST_UNIX_SECONDS = 1_000_000_000;

/** The time that a quota goes by. */
interface QuotaClock {
	nowMs(): number;
	sleep(ms: number): Promise<unknown>;
}

/**
 * Keeps to the limits that servers announce in their answers: once `X-RateLimit-Remaining` is 0, the next request waits
 * until `X-RateLimit-Reset`. It knows what the answers to this process said; a request under way at the same time, or
 * another process, may still meet the limit and get 429.
 */
export class Quota {
	/** When a server whose quota is used up takes requests again, in milliseconds since 1970, by its origin. */
	private readonly resets = new Map<string, number>();

	/** Resolves when the server of this URL takes the next request, as far as it said. */
	async admit(url: string, clock: QuotaClock): Promise<void> {
		const waitMs = (this.resets.get(originOf(url)) ?? 0) - clock.nowMs();
		if (waitMs > 0) await clock.sleep(Math.min(waitMs, LONGEST_WAIT_MS));
	}

	/** Notes what the answer to a request says. */
	note(url: string, headers: ResponseHeaders, nowMs: number): void {
		const remaining = wholeNumber(headers['x-ratelimit-remaining']);
		if (remaining === undefined) return;
		const resetMs = remaining > 0 ? undefined : resetAt(headers, nowMs);
		if (resetMs === undefined) this.resets.delete(originOf(url));
		else this.resets.set(originOf(url), resetMs);
	}
}

/**
 * When the quota is full again, in milliseconds since 1970 by our own clock; undefined when the header is none. It comes
 * in three forms: Unix seconds, Unix milliseconds, and seconds from now. The first two are of the server's clock, which
 * its `Date` header tells.
 */
export function resetAt(headers: ResponseHeaders, nowMs: number): number | undefined {
	const reset = wholeNumber(headers['x-ratelimit-reset']);
	if (reset === undefined) return undefined;
	if (reset < SMALLEST_UNIX_SECONDS) return nowMs + reset * 1000;
	const resetMs = reset < SMALLEST_UNIX_MS ? reset * 1000 : reset;
	const serverMs = Date.parse(headers.date ?? '');
	return Number.isNaN(serverMs) ? resetMs : nowMs + resetMs - serverMs;
}

function wholeNumber(value: string | undefined): number | undefined {
	return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function originOf(url: string): string {
	return URL.canParse(url) ? new URL(url).origin : url;
}
