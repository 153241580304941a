import { untilAborted } from '../lib/abort';

/** When an endpoint is left alone, and for how long. */
export interface HealthRule {
	/** So many failures in a row, */
	readonly failures: number;
	/** all of them within this time, in milliseconds, */
	readonly withinMs: number;
	/** pause it for so many milliseconds. */
	readonly pauseMs: number;
}

/** An attempt that may be made. */
interface Ticket {
	/** To be called once, when the attempt has ended. Undefined: it was broken off and tells nothing. */
	report(result: 'good' | 'bad' | undefined): void;
}

/** An attempt that may not be made before this time, in milliseconds since 1970. */
interface Paused {
	readonly untilMs: number;
}

/** What is known of an endpoint that has failed. One that works is not kept. */
interface Endpoint {
	/** When it failed since it last worked, oldest first. */
	failures: number[];
	pausedUntilMs?: number;
	/** Settles when the one attempt has ended that finds out whether it works again. */
	probe?: Promise<void>;
	/** When nothing of this matters any more. */
	keptUntilMs: number;
}

/**
 * Stops sending to endpoints that keep failing: an endpoint that has failed so many times in a row is paused; when that
 * time is over, one attempt alone finds out whether it works again, while all others wait for it. If it fails, the pause
 * begins anew. Known to this process only.
 */
export class EndpointHealth {
	private readonly endpoints = new Map<string, Endpoint>();

	/** @param now milliseconds since 1970 */
	constructor(private readonly now: () => number = Date.now) {}

	/** Until when the endpoint is paused, in milliseconds since 1970; undefined when it may be tried. */
	pausedUntil(key: string): number | undefined {
		const untilMs = this.endpoints.get(key)?.pausedUntilMs;
		return untilMs === undefined || untilMs <= this.now() ? undefined : untilMs;
	}

	/**
	 * Whether an attempt may be made. While another finds out whether the endpoint works again, it waits for that.
	 *
	 * @throws the signal's reason, when it aborts
	 */
	async admit(key: string, rule: HealthRule, signal?: AbortSignal): Promise<Ticket | Paused> {
		for (;;) {
			signal?.throwIfAborted();
			const untilMs = this.pausedUntil(key);
			if (untilMs !== undefined) return { untilMs };
			const endpoint = this.endpoints.get(key);
			if (endpoint?.pausedUntilMs === undefined) {
				return { report: (result) => this.note(key, rule, result) };
			}
			if (!endpoint.probe) return this.probe(key, rule, endpoint);
			await untilAborted(endpoint.probe, signal);
		}
	}

	private probe(key: string, rule: HealthRule, endpoint: Endpoint): Ticket {
		let end = () => {};
		endpoint.probe = new Promise((resolve) => (end = resolve));
		return {
			report: (result) => {
				endpoint.probe = undefined;
				if (result === 'good') this.endpoints.delete(key);
				else if (result === 'bad') this.pause(endpoint, rule);
				end();
			},
		};
	}

	private note(key: string, rule: HealthRule, result: 'good' | 'bad' | undefined): void {
		const known = this.endpoints.get(key);
		// Attempts from before the pause say nothing about what comes behind it.
		if (result === undefined || known?.pausedUntilMs !== undefined) return;
		if (result === 'good') {
			this.endpoints.delete(key);
			return;
		}
		const nowMs = this.now();
		const endpoint = known ?? this.newEndpoint(key, nowMs);
		const recent = endpoint.failures.filter((atMs) => atMs > nowMs - rule.withinMs);
		endpoint.failures = [...recent, nowMs].slice(-rule.failures);
		endpoint.keptUntilMs = nowMs + rule.withinMs;
		if (endpoint.failures.length >= rule.failures) this.pause(endpoint, rule);
	}

	private pause(endpoint: Endpoint, { pauseMs, withinMs }: HealthRule): void {
		endpoint.failures = [];
		endpoint.pausedUntilMs = this.now() + pauseMs;
		endpoint.keptUntilMs = endpoint.pausedUntilMs + withinMs;
	}

	private newEndpoint(key: string, nowMs: number): Endpoint {
		for (const [other, { keptUntilMs, probe }] of this.endpoints) {
			if (keptUntilMs <= nowMs && !probe) this.endpoints.delete(other);
		}
		const endpoint: Endpoint = { failures: [], keptUntilMs: nowMs };
		this.endpoints.set(key, endpoint);
		return endpoint;
	}
}
