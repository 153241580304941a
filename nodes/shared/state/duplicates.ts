import { toKey } from './keptEvents';
import type { KeptWhileYoung, SeenEvents } from './seenEvents';

/** What becomes of an event: it may go on, was seen before, or its first copy's fate is still open. */
export type Admission =
	| { readonly kind: 'new'; readonly event: PendingEvent }
	| { readonly kind: 'duplicate' }
	| { readonly kind: 'undecided' };

/** An event that was let through and whose fate is open: its copies wait. */
export interface PendingEvent {
	/** Whether the fate is known. */
	readonly isSettled: boolean;
	/** How many events it stands for: those of one request share their fate. */
	readonly count: number;
	/**
	 * n8n has stored the event, or told its sender so. It counts as seen, also when it had been given up.
	 *
	 * @param nowSeconds Unix time
	 */
	taken(nowSeconds: number): void;
	/** The event was not stored: a copy may take its place. Changes nothing once the fate is known. */
	failed(): void;
}

/** Waiting (ms), injected so that tests need no clock. */
export type Sleep = (ms: number) => Promise<unknown>;

interface AdmitOptions {
	/** How many events are remembered, however old they are. */
	readonly size: number;
	/** Which are remembered beside those. */
	readonly whileYoung?: KeptWhileYoung;
	/** Unix time. */
	readonly nowSeconds: number;
	/** How long a copy waits for the first one's fate. */
	readonly maxWaitMs: number;
	/** How long an event counts as seen. Without it, for as long as it is remembered. */
	readonly periodSeconds?: number;
	readonly sleep: Sleep;
}

/**
 * Lets each event of one trigger node through once.
 *
 * What is guaranteed:
 * - In one process no two copies of an event run, however close they arrive: the second waits for the first one's
 *   fate, and takes its place when the first failed. A failed event leaves no trace.
 * - Events are remembered over a restart: what n8n saves before it answers an event names all that were taken. Of events
 *   that run at once only the last to be stored, and one in 50 ms (fewer where the list is long), has it written, unless the user wants each to.
 * - Processes that share a database learn each other's events from the static data that comes with each request, and
 *   each writes what it learnt and what it took.
 *
 * What is not:
 * - Two copies that reach two processes before the first is written (milliseconds) can both run. Two such writes at once can leave one event out of the database until its process takes its next one.
 * - A workflow whose nodes write static data themselves writes back what was there when its execution began; the events
 *   it drops come back with this process's next one.
 * - Copies that arrive after `size` newer events, or of events that were not written yet when n8n was killed, run again.
 */
export class Duplicates {
	private readonly pending = new Map<string, Promise<void>>();

	constructor(private readonly seen: SeenEvents) {}

	/** Whether others than this event are on their way. */
	arePending(besides: PendingEvent): boolean {
		return this.pending.size > (besides.isSettled ? 0 : besides.count);
	}

	/**
	 * Lets an event through or not.
	 *
	 * @param eventId what makes two deliveries the same event
	 */
	async admit(eventId: string, options: AdmitOptions): Promise<Admission> {
		const { size, whileYoung, nowSeconds, maxWaitMs, sleep, periodSeconds = Infinity } = options;
		const key = toKey(eventId);
		let patience: Promise<unknown> | undefined;
		let exhausted = false;

		for (let first = this.pending.get(key); first; first = this.pending.get(key)) {
			patience ??= sleep(maxWaitMs).then(() => {
				exhausted = true;
			});
			await Promise.race([first, patience]);
			if (exhausted) return { kind: 'undecided' };
		}
		const seenAt = this.seen.seenAt(key, nowSeconds);
		if (seenAt !== undefined && nowSeconds - seenAt < periodSeconds) return { kind: 'duplicate' };
		return { kind: 'new', event: this.open(key, size, whileYoung) };
	}

	/**
	 * Lets the events of one request through that are new, or none of them while the fate of a copy of one is open: to wait
	 * for one while others wait for another would take everybody's time.
	 *
	 * @param events without a key where an event is never a copy
	 * @returns undefined while it is open; else the numbers of those that are new, and what they are as one
	 */
	admitTogether(
		events: readonly { readonly key: string | undefined; readonly periodSeconds: number }[],
		{ size, whileYoung, nowSeconds }: Pick<AdmitOptions, 'size' | 'whileYoung' | 'nowSeconds'>,
	): { readonly fresh: readonly number[]; readonly event: PendingEvent } | undefined {
		const keys = events.map(({ key }) => (key === undefined ? undefined : toKey(key)));
		if (keys.some((key) => key !== undefined && this.pending.has(key))) return undefined;
		const opened = new Set<string>();
		const fresh: number[] = [];
		for (const [index, { periodSeconds }] of events.entries()) {
			const key = keys[index];
			if (key !== undefined) {
				const seenAt = this.seen.seenAt(key, nowSeconds);
				const isSeen = seenAt !== undefined && nowSeconds - seenAt < periodSeconds;
				if (isSeen || opened.has(key)) continue;
				opened.add(key);
			}
			fresh.push(index);
		}
		// All of a long list are remembered, or its repetition would run again in part.
		const window = Math.max(size, opened.size);
		const opening = [...opened].map((key) => this.open(key, window, whileYoung));
		return { fresh, event: together(opening) };
	}

	private open(key: string, size: number, whileYoung?: KeptWhileYoung): PendingEvent {
		let release = () => {};
		const settled = new Promise<void>((resolve) => {
			release = resolve;
		});
		this.pending.set(key, settled);
		const { pending, seen } = this;
		let isTaken = false;

		const event = {
			isSettled: false,
			count: 1,
			taken(nowSeconds: number) {
				if (!isTaken) seen.add(key, nowSeconds, size, whileYoung);
				isTaken = true;
				event.failed();
			},
			failed() {
				if (event.isSettled) return;
				event.isSettled = true;
				pending.delete(key);
				release();
			},
		};
		return event;
	}
}

function together(events: readonly PendingEvent[]): PendingEvent {
	return {
		get isSettled() {
			return events.every(({ isSettled }) => isSettled);
		},
		count: events.length,
		taken(nowSeconds) {
			for (const event of events) event.taken(nowSeconds);
		},
		failed() {
			for (const event of events) event.failed();
		},
	};
}
