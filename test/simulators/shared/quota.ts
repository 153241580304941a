import type { Clock } from './clock';

/** What a request found of its sender's quota. */
export interface QuotaState {
	readonly exceeded: boolean;
	/** `X-RateLimit-Limit`, `-Remaining` and `-Reset` (Unix seconds). */
	readonly headers: Readonly<Record<string, string>>;
}

/** So many requests in a window that begins with the first of them; announced as `X-RateLimit-*`. */
export class Quota {
	private startedAt = -Infinity;
	private taken = 0;

	constructor(
		private readonly max: number,
		private readonly windowMs: number,
		private readonly clock: Clock,
	) {}

	/** Counts a request; one over the limit is not counted. */
	take(): QuotaState {
		const now = this.clock.now();
		if (now >= this.startedAt + this.windowMs) {
			this.startedAt = now;
			this.taken = 0;
		}
		const exceeded = this.taken >= this.max;
		if (!exceeded) this.taken += 1;
		return {
			exceeded,
			headers: {
				'X-RateLimit-Limit': String(this.max),
				'X-RateLimit-Remaining': String(this.max - this.taken),
				'X-RateLimit-Reset': String(Math.ceil((this.startedAt + this.windowMs) / 1000)),
			},
		};
	}
}
