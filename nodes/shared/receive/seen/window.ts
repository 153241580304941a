import { createHash } from 'node:crypto';

/**
 * The keys of events that were taken over, each with the second (Unix time) at which it was. Ordered by time, oldest
 * first.
 */
export type SeenWindow = Map<string, number>;

const KEY_BYTES = 8;
const TIME_BYTES = 4;
const ENTRY_BYTES = KEY_BYTES + TIME_BYTES;

/** A fixed-length stand-in for an event's id: the first 64 bits of its SHA-256. */
export function toKey(eventId: string): string {
	return createHash('sha256').update(eventId).digest().toString('latin1', 0, KEY_BYTES);
}

/** Writes a window as text of 16 characters a key. */
export function encode(window: SeenWindow): string {
	const bytes = Buffer.alloc(window.size * ENTRY_BYTES);
	let offset = 0;
	for (const [key, seconds] of window) {
		bytes.write(key, offset, 'latin1');
		bytes.writeUInt32BE(seconds, offset + KEY_BYTES);
		offset += ENTRY_BYTES;
	}
	return bytes.toString('base64url');
}

/** Reads what `encode` wrote. What is damaged or not ours counts as nothing seen. */
export function decode(text: unknown): SeenWindow {
	const window: SeenWindow = new Map();
	if (typeof text !== 'string') return window;
	const bytes = Buffer.from(text, 'base64url');
	for (let offset = 0; offset + ENTRY_BYTES <= bytes.length; offset += ENTRY_BYTES) {
		const key = bytes.toString('latin1', offset, offset + KEY_BYTES);
		window.set(key, bytes.readUInt32BE(offset + KEY_BYTES));
	}
	return window;
}

/**
 * Joins two windows and keeps the newest `size` keys. The result depends only on which entries there are, not on the
 * order in which they were learnt: processes that write their union to one database converge.
 */
export function union(a: SeenWindow, b: SeenWindow, size: number): SeenWindow {
	const joined: SeenWindow = new Map(a);
	for (const [key, seconds] of b) joined.set(key, Math.max(seconds, joined.get(key) ?? 0));
	const byTime = [...joined].sort(([keyA, a], [keyB, b]) => a - b || (keyA < keyB ? -1 : 1));
	return new Map(byTime.slice(Math.max(0, byTime.length - size)));
}
