import type { IgnoredBefore } from '../items';

/** Longer names of types are cut. */
const MAX_TYPE_CHARACTERS = 100;

/** How often (ms) something is said about a node at most. */
const TELL_EVERY_MS = 60_000;

/** What did not start the workflow of one node since the last event that did. The reasons are few and known. */
export class Ignored {
	private counts = new Map<string, IgnoredBefore>();

	/** Since the last time that something was said of it. */
	private untold = new Map<string, IgnoredBefore>();

	private toldMs = -Infinity;

	/**
	 * Counts something that did not start the workflow.
	 *
	 * @returns what to tell, at most once a minute: everything since the last time; undefined when it is too early
	 */
	note(reason: string, eventType: string | null, nowMs: number): string | undefined {
		const noted = {
			reason,
			count: 1,
			lastEventType: eventType === null ? null : eventType.slice(0, MAX_TYPE_CHARACTERS),
			lastAt: new Date(nowMs).toISOString(),
		};
		add(this.counts, noted);
		add(this.untold, noted);
		// A clock that was set back does not keep it silent.
		if (Math.abs(nowMs - this.toldMs) < TELL_EVERY_MS) return undefined;
		this.toldMs = nowMs;
		const told = [...this.untold.values()].map(textOf).join('; ');
		this.untold = new Map();
		return told;
	}

	/** Everything since the last time, which is forgotten with that; undefined where there is nothing. */
	take(): IgnoredBefore[] | undefined {
		if (this.counts.size === 0) return undefined;
		const taken = [...this.counts.values()];
		this.counts = new Map();
		return taken;
	}

	/** Takes back what was taken for an event that did not start the workflow after all. */
	giveBack(taken: readonly IgnoredBefore[]): void {
		const since = this.counts;
		this.counts = new Map();
		for (const entry of [...taken, ...since.values()]) add(this.counts, entry);
	}
}

function add(counts: Map<string, IgnoredBefore>, entry: IgnoredBefore): void {
	const before = counts.get(entry.reason);
	counts.set(entry.reason, { ...entry, count: entry.count + (before?.count ?? 0) });
}

function textOf({ reason, count, lastEventType }: IgnoredBefore): string {
	// What a sender writes is not to make a line of its own in the log.
	const type = lastEventType?.replace(/[^\x20-\x7e]/g, '?');
	return `${count} × ${reason}${type === undefined ? '' : ` (last type: ${type})`}`;
}
