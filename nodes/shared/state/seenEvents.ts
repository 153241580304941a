import {
	ENTRY_BYTES,
	isKeptEvents,
	keyAt,
	type KeptEvents,
	listOf,
	MAX_AHEAD_SECONDS,
	secondsAt,
	type SeenEvent,
	sharedBytes,
	writeEntry,
} from './keptEvents';

/** Of how many other processes the last list is remembered. */
const MAX_WRITERS = 8;

const SMALLEST_CAPACITY = 64;

/** Events that are remembered beyond those that always are. */
export interface KeptWhileYoung {
	/** For how long. */
	readonly seconds: number;
	/** How many there may be at most, all counted. */
	readonly size: number;
}

/**
 * The events that one trigger node has taken, the oldest first, by their keys.
 *
 * Taking one and looking one up cost the same however many there are. Only a list from another process, and writing the
 * list, take longer the longer it is.
 *
 * Times are what the clock said. When it is found to have been ahead, because it shows an earlier time than events have,
 * these count as taken now: longer than that nobody can say how old they are.
 */
export class SeenEvents {
	/** Where the newest entry of a key stands: its number, counted from the first entry that ever was. */
	private readonly numbers = new Map<string, number>();

	/** A ring: the entry with number n stands at n modulo the capacity. */
	private entries = Buffer.alloc(SMALLEST_CAPACITY * ENTRY_BYTES);

	/** The number of the oldest entry. */
	private first = 0;

	/** The number that the next entry gets. */
	private next = 0;

	/** No entry has a later time. */
	private latestSeconds = 0;

	/** The list as it was written last; undefined when it has changed since. */
	private written: KeptEvents | undefined;

	private writtenCount = 0;

	/** The last list that was learnt of each other process, and its count. */
	private readonly learnt = new Map<string, { readonly count: number; readonly list: Buffer }>();

	/** @param writer tells this process from others */
	constructor(private readonly writer: string) {}

	get isEmpty(): boolean {
		return this.count === 0;
	}

	/** When the event with this key was taken; undefined when it was not, or too many others came after it. */
	seenAt(key: string, nowSeconds: number): number | undefined {
		this.correct(nowSeconds);
		const number = this.numbers.get(key);
		return number === undefined ? undefined : secondsAt(this.entries, this.offsetOf(number));
	}

	/** Notes that an event was taken, and forgets those that are too many. */
	add(key: string, nowSeconds: number, size: number, whileYoung?: KeptWhileYoung): void {
		this.correct(nowSeconds);
		this.append({ key, seconds: nowSeconds });
		while (this.count > size) {
			if (whileYoung && this.count <= whileYoung.size) {
				const seconds = secondsAt(this.entries, this.offsetOf(this.first));
				if (seconds > nowSeconds - whileYoung.seconds) return;
			}
			this.dropOldest();
		}
	}

	/** Learns what another process has written. What cannot be read teaches nothing. */
	learn(kept: unknown, nowSeconds: number): void {
		if (!isKeptEvents(kept) || kept.by === this.writer) return;
		const before = this.learnt.get(kept.by);
		if (before && before.count >= kept.count) return;
		const list = listOf(kept);
		this.remember(kept, list);
		this.correct(nowSeconds);
		const news: SeenEvent[] = [];
		const known = before ? sharedBytes(before.list, list) : 0;
		for (let offset = known; offset < list.length; offset += ENTRY_BYTES) {
			const event = { key: keyAt(list, offset), seconds: secondsAt(list, offset) };
			const told = this.newsIn(event, nowSeconds);
			if (told) news.push(told);
		}
		this.join(news);
	}

	/** The list for the static data; undefined while nothing was seen. */
	toKept(nowSeconds: number): KeptEvents | undefined {
		if (this.isEmpty) return undefined;
		this.correct(nowSeconds);
		this.written ??= {
			by: this.writer,
			count: ++this.writtenCount,
			at: nowSeconds,
			keys: this.text(),
		};
		return this.written;
	}

	private remember({ by, count }: KeptEvents, list: Buffer): void {
		this.learnt.delete(by);
		this.learnt.set(by, { count, list });
		const [longestAgo = ''] = this.learnt.keys();
		if (this.learnt.size > MAX_WRITERS) this.learnt.delete(longestAgo);
	}

	/** How many there are. */
	get count(): number {
		return this.next - this.first;
	}

	private get capacity(): number {
		return this.entries.length / ENTRY_BYTES;
	}

	private offsetOf(number: number): number {
		return (number % this.capacity) * ENTRY_BYTES;
	}

	private append({ key, seconds }: SeenEvent): void {
		if (this.count === this.capacity) this.grow();
		writeEntry(this.entries, this.offsetOf(this.next), key, seconds);
		this.numbers.set(key, this.next);
		this.next++;
		this.latestSeconds = Math.max(this.latestSeconds, seconds);
		this.written = undefined;
	}

	private grow(): void {
		const ordered = this.ordered();
		this.entries = Buffer.alloc(ordered.length * 2);
		for (let from = 0; from < ordered.length; from += ENTRY_BYTES) {
			const number = this.first + from / ENTRY_BYTES;
			ordered.copy(this.entries, this.offsetOf(number), from, from + ENTRY_BYTES);
		}
	}

	private dropOldest(): void {
		const key = keyAt(this.entries, this.offsetOf(this.first));
		// An event that was taken again has a newer entry.
		if (this.numbers.get(key) === this.first) this.numbers.delete(key);
		this.first++;
	}

	/** What an event of another process tells that is not known yet. */
	private newsIn({ key, seconds }: SeenEvent, nowSeconds: number): SeenEvent | undefined {
		const known = this.seenAt(key, nowSeconds);
		const isAhead = seconds > nowSeconds + MAX_AHEAD_SECONDS;
		if (known !== undefined && (isAhead || known >= seconds)) return undefined;
		return { key, seconds: isAhead ? nowSeconds : seconds };
	}

	/** Adds events where they belong by their times, so that it makes no difference which process was heard first. */
	private join(news: SeenEvent[]): void {
		const oldest = news.reduce((least, { seconds }) => Math.min(least, seconds), Infinity);
		const later: SeenEvent[] = [];
		while (this.next > this.first) {
			const offset = this.offsetOf(this.next - 1);
			const event = { key: keyAt(this.entries, offset), seconds: secondsAt(this.entries, offset) };
			if (event.seconds <= oldest) break;
			this.next--;
			if (this.numbers.get(event.key) === this.next) {
				this.numbers.delete(event.key);
				later.push(event);
			}
		}
		// Those of one second stay in the order in which they came.
		const byTime = [...later.reverse(), ...news].sort((a, b) => a.seconds - b.seconds);
		for (const event of byTime) this.append(event);
	}

	/** The clock cannot have been right for events that are later than now. */
	private correct(nowSeconds: number): void {
		if (this.latestSeconds <= nowSeconds + MAX_AHEAD_SECONDS) return;
		for (let number = this.first; number < this.next; number++) {
			const offset = this.offsetOf(number);
			const key = keyAt(this.entries, offset);
			if (secondsAt(this.entries, offset) > nowSeconds) {
				writeEntry(this.entries, offset, key, nowSeconds);
			}
		}
		this.latestSeconds = nowSeconds;
		this.written = undefined;
	}

	private text(): string {
		return this.ordered().toString('base64url');
	}

	/** The entries, the oldest first. */
	private ordered(): Buffer {
		const [from, to] = [this.offsetOf(this.first), this.offsetOf(this.next)];
		if (this.isEmpty) return Buffer.alloc(0);
		return from < to
			? this.entries.subarray(from, to)
			: Buffer.concat([this.entries.subarray(from), this.entries.subarray(0, to)]);
	}
}
