/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setImmediate as nextTurn, setTimeout as timeout } from 'node:timers/promises';

/** Time as the simulators see it. Schedules, rate limits and log entries use one of these. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `ms` milliseconds, or at once when the signal aborts: check `signal.aborted`. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * The machine's time, running `speedUp` times as fast: with 60, a schedule of one minute takes one
 * second. `sleep(Infinity, signal)` ends only with the signal.
 */
export function realClock(speedUp = 1): Clock {
	const startedAt = Date.now();
	return {
		now: () => startedAt + (Date.now() - startedAt) * speedUp,
		async sleep(ms, signal) {
			if (signal?.aborted) return;
			if (ms === Infinity) return await aborted(signal);
			await timeout(ms / speedUp, undefined, { signal }).catch(() => undefined);
		},
	};
}

async function aborted(signal?: AbortSignal): Promise<void> {
	await new Promise<void>((resolve) => {
		signal?.addEventListener('abort', () => resolve(), { once: true });
	});
}

interface Sleeper {
	readonly wakeAt: number;
	readonly wake: () => void;
}

/**
 * A clock that stands still until the test moves it. With `auto`, it jumps to the next waking time
 * as soon as something sleeps, so that a schedule of hours runs in milliseconds with exact times.
 */
export class ManualClock implements Clock {
	private sleepers: Sleeper[] = [];
	private watchers: Array<() => void> = [];

	constructor(
		private time = Date.UTC(2026, 0, 1),
		private readonly options: { auto?: boolean } = {},
	) {}

	now(): number {
		return this.time;
	}

	/** How many sleeps are under way. */
	get sleeping(): number {
		return this.sleepers.length;
	}

	/** The time until the next sleeper wakes, in ms; undefined when nothing sleeps. */
	get nextWakeMs(): number | undefined {
		const first = this.sleepers[0];
		return first && first.wakeAt - this.time;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) return;
		await new Promise<void>((resolve) => {
			const sleeper = { wakeAt: this.time + ms, wake: resolve };
			this.sleepers.push(sleeper);
			this.sleepers.sort((a, b) => a.wakeAt - b.wakeAt);
			signal?.addEventListener(
				'abort',
				() => {
					this.sleepers = this.sleepers.filter((other) => other !== sleeper);
					resolve();
				},
				{ once: true },
			);
			for (const watcher of this.watchers) watcher();
			if (this.options.auto) void nextTurn().then(() => this.wakeNext());
		});
	}

	/** Resolves once at least `count` sleeps are under way. */
	async untilSleeping(count = 1): Promise<void> {
		if (this.sleeping >= count) return;
		await new Promise<void>((resolve) => {
			const watcher = () => {
				if (this.sleeping < count) return;
				this.watchers = this.watchers.filter((other) => other !== watcher);
				resolve();
			};
			this.watchers.push(watcher);
		});
	}

	/** Moves the time on and wakes, in order, whoever is due. */
	advance(ms: number): void {
		const until = this.time + ms;
		while (this.sleepers[0] && this.sleepers[0].wakeAt <= until) this.wakeNext();
		this.time = until;
	}

	private wakeNext(): void {
		const next = this.sleepers[0];
		if (!next || next.wakeAt === Infinity) return;
		this.sleepers.shift();
		this.time = Math.max(this.time, next.wakeAt);
		next.wake();
	}
}
