import { add, decode, encode, type SeenWindow, toKey, union } from './window';

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
	 * The value to keep in the static data: n8n writes it (as JSON) only after it has stored the execution, so being
	 * written is itself the proof that the event was taken over, and the text holds every key taken until then.
	 */
	readonly persistable: { toJSON(): string };
}

/** Waiting for another request, injected so that tests need no clock. */
export type Sleep = (ms: number) => Promise<unknown>;

/**
 * Lets each event of one trigger node through once.
 *
 * What is guaranteed:
 * - In one process no two copies of an event run, however close they arrive: the second waits for the first one's
 *   fate, and takes its place when the first failed. A failed event leaves no trace.
 * - Keys survive a restart: each is part of the static data that n8n stores before it answers its own event.
 * - Processes that share a database learn each other's keys from the static data that comes with each request, and
 *   each writes the union of what it read and what it took.
 *
 * What is not:
 * - Two copies that reach two processes within the few milliseconds between reading and writing the static data can
 *   both run. Two such writes at once can leave one key out of the database until its process takes its next event.
 * - A workflow whose nodes write static data themselves writes back what was there when its execution began; the keys
 *   it drops come back with this process's next event.
 * - Copies that arrive after `size` newer events, or when n8n was killed between storing the execution and the
 *   static data, run again.
 */
export class Gate {
	private taken: SeenWindow = new Map();

	private readonly inFlight = new Map<string, Promise<void>>();

	/** The static data's text that `taken` already holds. */
	private lastRead: unknown;

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

	/** Static data comes with each request; only a text that changed is worth decoding. */
	private learn(stored: unknown, size: number): void {
		if (stored === this.lastRead) return;
		this.lastRead = stored;
		this.taken = union(decode(stored), this.taken, size);
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
			this.lastRead = text;
			return text;
		};
		return { settle, persistable: { toJSON } };
	}
}

export interface AdmitOptions {
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
