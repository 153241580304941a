import { createHash } from 'node:crypto';

/**
 * The keys of events that were taken over, each with the second (Unix time) at which it was, or a later one that
 * keeps it behind those before it. Ordered by time, oldest first.
 */
export type SeenWindow = Map<string, number>;

const KEY_BYTES = 8;

const TIME_BYTES = 4;

const ENTRY_BYTES = KEY_BYTES + TIME_BYTES;

const ENTRY_CHARACTERS = (ENTRY_BYTES * 4) / 3;

const MAX_TIME = 2 ** 32 - 1;

/** How far the times of keys may run ahead of the clock, so that they are still true enough to expire by. */
const MAX_AHEAD_SECONDS = 30;

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

/**
 * Reads what `encode` wrote. What is damaged or not ours counts as nothing seen: taken for keys of the far future, it
 * would push every true key out of the window.
 */
export function decode(text: unknown): SeenWindow {
	const window: SeenWindow = new Map();
	if (typeof text !== 'string' || text.length % ENTRY_CHARACTERS !== 0) return window;
	const bytes = Buffer.from(text, 'base64url');
	// Buffer.from skips what it cannot decode.
	if (bytes.length * ENTRY_CHARACTERS !== text.length * ENTRY_BYTES) return window;
	let latest = 0;
	for (let offset = 0; offset < bytes.length; offset += ENTRY_BYTES) {
		const key = bytes.toString('latin1', offset, offset + KEY_BYTES);
		const seconds = bytes.readUInt32BE(offset + KEY_BYTES);
		if (seconds < latest) return new Map();
		latest = seconds;
		window.set(key, seconds);
	}
	return window;
}

/**
 * Adds the newest key and keeps the newest `size`. Its time is never before those of the keys before it, also after the
 * clock was set back, so that the oldest keys are the ones to go. Within a few events a second it is later than theirs.
 */
export function add(window: SeenWindow, key: string, nowSeconds: number, size: number): SeenWindow {
	let newest = 0;
	for (const seconds of window.values()) newest = seconds;
	const latest = Math.max(newest, nowSeconds + MAX_AHEAD_SECONDS);
	const seconds = Math.min(Math.max(nowSeconds, Math.min(newest + 1, latest)), MAX_TIME);
	const added = new Map(window);
	// Set anew, so that it comes last.
	added.delete(key);
	added.set(key, seconds);
	for (const oldest of window.keys()) {
		if (added.size <= size) break;
		if (oldest !== key) added.delete(oldest);
	}
	return added;
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
