import { createHash } from 'node:crypto';

import { untilAborted } from '../lib/abort';

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
