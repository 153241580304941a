import type { Clock } from './clock';

/** At most `max` in any `windowMs` milliseconds. */
export class RateWindow {
	private taken: number[] = [];

	constructor(
		private readonly max: number,
		private readonly windowMs: number,
		private readonly clock: Clock,
	) {}

	/** How long until another one fits, in ms; 0 when it fits now. */
	waitMs(): number {
		const now = this.clock.now();
		this.taken = this.taken.filter((at) => at > now - this.windowMs);
		const blocking = this.taken[this.taken.length - this.max];
		return blocking === undefined ? 0 : blocking + this.windowMs - now;
	}

	take(): void {
		this.taken.push(this.clock.now());
	}
}

/** What a sender allows itself. */
export interface SendingLimits {
	/** Deliveries under way at once, over all endpoints. */
	readonly concurrent?: number;
	/** Requests a minute to one endpoint (URL without query). */
	readonly perMinute?: number;
}

/** Holds deliveries back until the limits allow them. */
export class Gate {
	private running = 0;
	private waiting: Array<() => void> = [];
	private readonly windows = new Map<string, RateWindow>();

	constructor(
		private readonly limits: SendingLimits,
		private readonly clock: Clock,
		private readonly signal: AbortSignal,
	) {}

	/** Runs the work as soon as a delivery to this URL may start. */
	async run<T>(url: string, work: () => Promise<T>): Promise<T> {
		const window = this.windowOf(url);
		await this.acquire();
		for (let waitMs = window.waitMs(); waitMs > 0 && !this.signal.aborted; ) {
			this.release();
			await this.clock.sleep(waitMs, this.signal);
			await this.acquire();
			waitMs = window.waitMs();
		}
		window.take();
		try {
			return await work();
		} finally {
			this.release();
		}
	}

	private windowOf(url: string): RateWindow {
		const { origin, pathname } = new URL(url);
		const key = origin + pathname;
		const known = this.windows.get(key);
		if (known) return known;
		const window = new RateWindow(this.limits.perMinute ?? Infinity, 60_000, this.clock);
		this.windows.set(key, window);
		return window;
	}

	private async acquire(): Promise<void> {
		if (this.running < (this.limits.concurrent ?? Infinity)) {
			this.running += 1;
			return;
		}
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	private release(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.running -= 1;
	}
}
