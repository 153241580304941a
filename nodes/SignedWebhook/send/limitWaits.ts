import type { IExecuteFunctions } from 'n8n-workflow';

/** A node that waits longer than this, in milliseconds, says so. */
const WORTH_A_WORD_MS = 10_000;

/** How long items have waited for Max per Minute and Host, by host. */
export class LimitWaits {
	private readonly waits = new Map<string, { waitedMs: number; endMs: number }>();

	/** @param now milliseconds since 1970 */
	constructor(private readonly now: () => number) {}

	/** Waits for `admitted`, and counts how long that took; of waits at the same time, only one. */
	async during<T>(host: string, admitted: Promise<T>): Promise<T> {
		const startMs = this.now();
		try {
			return await admitted;
		} finally {
			const nowMs = this.now();
			const { waitedMs, endMs } = this.waits.get(host) ?? { waitedMs: 0, endMs: 0 };
			const more = Math.max(0, nowMs - Math.max(startMs, endMs));
			this.waits.set(host, { waitedMs: waitedMs + more, endMs: nowMs });
		}
	}

	/** Tells the user of each host whose limit took long. */
	tell(context: Pick<IExecuteFunctions, 'addExecutionHints'>): void {
		for (const [host, { waitedMs }] of this.waits) {
			if (waitedMs <= WORTH_A_WORD_MS) continue;
			const seconds = Math.round(waitedMs / 1000);
			context.addExecutionHints({
				message: `This node waited ${seconds} s for its limit of requests to ${host}. If the receiver takes more, raise the option Max per Minute and Host.`,
				location: 'outputPane',
			});
		}
	}
}
