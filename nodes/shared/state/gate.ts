import { add, decode, encode, type SeenWindow, toKey, union } from './seenEvents';

/** What becomes of an event: it may go on, was seen before, or its first copy's fate is still open. */
export type Admission =
	| { readonly kind: 'new'; readonly ticket: Ticket }
	| { readonly kind: 'duplicate' }
	| { readonly kind: 'undecided' };

/** The right to process an event, until its fate is known. */
export interface Ticket {
	/** Settles the event's fate once; later calls change nothing. */
	settle(taken: boolean): void;
	/**
	 * To be called when n8n has stored the execution and is about to save the static data.
	 *
	 * @returns whether the static data is to be written now. While other events are on their way, one of them will write
	 * the keys of all: once a second is enough.
	 */
	stored(nowMs: number): boolean;
	/**
	 * The value to keep in the static data: n8n writes it (as JSON) only after it has stored the execution, so being
	 * written is itself the proof that the event was taken over, and the text holds every key taken until then.
	 */
	readonly persistable: { toJSON(): string };
}

/** How long keys may wait for the write of a later event. */
const MAX_WRITE_DELAY_MS = 1_000;

/** How many texts are remembered as read: requests that run at once bring some that are a few writes old. */
const MAX_KNOWN_TEXTS = 16;

/** Waiting for another request, injected so that tests need no clock. */
export type Sleep = (ms: number) => Promise<unknown>;

/**
 * Lets each event of one trigger node through once.
 *
 * What is guaranteed:
 * - In one process no two copies of an event run, however close they arrive: the second waits for the first one's
 *   fate, and takes its place when the first failed. A failed event leaves no trace.
 * - Keys survive a restart: the static data that n8n saves before it answers an event holds all that were taken. Of
 *   events that run at once only the last to be stored, and one a second, writes them.
 * - Processes that share a database learn each other's keys from the static data that comes with each request, and
 *   each writes the union of what it read and what it took.
 *
 * What is not:
 * - Two copies that reach two processes before the first is written (milliseconds, at most a second under load) can
 *   both run. Two such writes at once can leave one key out of the database until its process takes its next event.
 * - A workflow whose nodes write static data themselves writes back what was there when its execution began; the keys
 *   it drops come back with this process's next event.
 * - Copies that arrive after `size` newer events, or of events whose keys were not written yet when n8n was killed, run
 *   again.
 */
export class Gate {
	private taken: SeenWindow = new Map();

	private readonly inFlight = new Map<string, Promise<void>>();

	/** Texts of the static data whose keys `taken` already holds, the oldest first. */
	private readonly known = new Set<unknown>();

	private lastWriteMs = -Infinity;

	/**
	 * Admits an event or not.
	 *
	 * @param eventId what makes two deliveries the same event
	 * @param stored the static data's value from this request, as `Ticket.persistable` left it
	 */
	async admit(
		eventId: string,
		stored: unknown,
		{ size, nowSeconds, maxWaitMs, sleep, periodSeconds = Infinity }: AdmitOptions,
	): Promise<Admission> {
		this.learn(stored, size);
		const key = toKey(eventId);
		let patience: Promise<unknown> | undefined;
		let exhausted = false;

		for (let first = this.inFlight.get(key); first; first = this.inFlight.get(key)) {
			patience ??= sleep(maxWaitMs).then(() => {
				exhausted = true;
			});
			await Promise.race([first, patience]);
			if (exhausted) return { kind: 'undecided' };
		}
		const seenAt = this.taken.get(key);
		if (seenAt !== undefined && nowSeconds - seenAt < periodSeconds) return { kind: 'duplicate' };
		return { kind: 'new', ticket: this.open(key, size, nowSeconds) };
	}

	/** The taken keys as they are kept in the static data; undefined where there are none. */
	text(): string | undefined {
		if (this.taken.size === 0) return undefined;
		const text = encode(this.taken);
		this.remember(text);
		return text;
	}

	/** Static data comes with each request; only a text that changed is worth decoding. */
	private learn(stored: unknown, size: number): void {
		if (this.known.has(stored)) return;
		this.taken = union(decode(stored), this.taken, size);
		this.remember(stored);
	}

	private remember(text: unknown): void {
		this.known.add(text);
		for (const oldest of this.known) {
			if (this.known.size <= MAX_KNOWN_TEXTS) break;
			this.known.delete(oldest);
		}
	}

	private open(key: string, size: number, nowSeconds: number): Ticket {
		let release = () => {};
		const decided = new Promise<void>((resolve) => {
			release = resolve;
		});
		this.inFlight.set(key, decided);

		let kept = false;
		const keep = () => {
			if (!kept) this.taken = add(this.taken, key, nowSeconds, size);
			kept = true;
		};
		let settled = false;
		const settle = (taken: boolean) => {
			if (settled) return;
			settled = true;
			this.inFlight.delete(key);
			if (taken) keep();
			release();
		};
		const toJSON = () => {
			settle(true);
			// Written all the same, after its sender hung up and its fate was given up for lost.
			keep();
			const text = encode(this.taken);
			this.remember(text);
			return text;
		};
		const stored = (nowMs: number) => {
			settle(true);
			if (this.inFlight.size > 0 && nowMs - this.lastWriteMs < MAX_WRITE_DELAY_MS) return false;
			this.lastWriteMs = nowMs;
			return true;
		};
		return { settle, stored, persistable: { toJSON } };
	}
}

interface AdmitOptions {
	/** How many keys are kept. */
	readonly size: number;
	/** Unix time. */
	readonly nowSeconds: number;
	/** How long a copy waits for its first. */
	readonly maxWaitMs: number;
	/** How long an event counts as seen. Without it, for as long as its key is kept. */
	readonly periodSeconds?: number;
	readonly sleep: Sleep;
}
