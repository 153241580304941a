import { createHash } from 'node:crypto';

import { untilAborted } from '../lib/abort';

interface Lane {
	running: number;
	/** Those that wait, first come first served. */
	readonly waiting: Array<() => void>;
}

/** At most so many tasks at once for each key, first come first served. It counts within one process. */
export class Turns {
	private readonly lanes = new Map<string, Lane>();

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
		const lane = this.lanes.get(key) ?? { running: 0, waiting: [] };
		this.lanes.set(key, lane);
		if (lane.running < limit) lane.running++;
		else await this.turn(key, lane, signal);
		try {
			return await task();
		} finally {
			this.leave(key, lane);
		}
	}

	/** Waits for a place, which whoever leaves hands over. */
	private async turn(key: string, lane: Lane, signal?: AbortSignal): Promise<void> {
		const turn = new Promise<void>((resolve) => lane.waiting.push(resolve));
		let started = false;
		try {
			await untilAborted(turn, signal);
			started = true;
		} finally {
			if (!started) void turn.then(() => this.leave(key, lane));
		}
	}

	private leave(key: string, lane: Lane): void {
		const next = lane.waiting.shift();
		if (next) next();
		else if (--lane.running === 0) this.lanes.delete(key);
	}
}

/** A key for a token that does not hold the token. */
export function keyOf(credentialType: string, token: unknown): string {
	return createHash('sha256')
		.update(`${credentialType} ${String(token)}`)
		.digest('hex');
}
