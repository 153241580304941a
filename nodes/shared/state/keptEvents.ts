import { createHash } from 'node:crypto';

import { isObject } from '../lib/json';

/** The list of seen events as it stands in the static data. */
export interface KeptEvents {
	/** The process that wrote it. */
	readonly by: string;
	/** How many lists that process has written, this one included: a higher one holds all that a lower one did. */
	readonly count: number;
	/** When it was written (Unix time, s). */
	readonly at: number;
	/** 16 characters an event: its key and the second (Unix time) at which it was taken. */
	readonly keys: string;
}

/** An event that was taken. */
export interface SeenEvent {
	readonly key: string;
	/** Unix time. */
	readonly seconds: number;
}

const KEY_BYTES = 8;

/** Bytes of an event in a list: its key and its time. A multiple of 3, so that lists can be joined as Base64. */
export const ENTRY_BYTES = 12;

const ENTRY_CHARACTERS = (ENTRY_BYTES * 4) / 3;

const MAX_TIME = 2 ** 32 - 1;

/** How far one clock may run ahead of another. */
export const MAX_AHEAD_SECONDS = 30;

/** A fixed-length stand-in for an event's id: the first 64 bits of its SHA-256. */
export function toKey(eventId: string): string {
	return createHash('sha256').update(eventId).digest().toString('latin1', 0, KEY_BYTES);
}

/** Writes an event into a list at an offset. */
export function writeEntry(list: Buffer, offset: number, key: string, seconds: number): void {
	list.write(key, offset, 'latin1');
	list.writeUInt32BE(Math.min(Math.max(0, seconds), MAX_TIME), offset + KEY_BYTES);
}

/** The key of the event at an offset of a list. */
export function keyAt(list: Buffer, offset: number): string {
	return list.toString('latin1', offset, offset + KEY_BYTES);
}

/** The time of the event at an offset of a list. */
export function secondsAt(list: Buffer, offset: number): number {
	return list.readUInt32BE(offset + KEY_BYTES);
}

/** Whether this can be a list that a process has written. Its keys may still be damaged. */
export function isKeptEvents(value: unknown): value is KeptEvents {
	return (
		isObject(value) &&
		typeof value.by === 'string' &&
		Number.isSafeInteger(value.count) &&
		typeof value.at === 'number' &&
		typeof value.keys === 'string'
	);
}

/**
 * The list of a text; an empty one when it is damaged. An event that is later than the list itself shows that: taken for
 * true, many such would push every true one out.
 */
export function listOf({ keys, at }: KeptEvents): Buffer {
	const none = Buffer.alloc(0);
	if (keys.length % ENTRY_CHARACTERS !== 0) return none;
	const list = Buffer.from(keys, 'base64url');
	// Buffer.from skips what it cannot decode.
	if (list.length * ENTRY_CHARACTERS !== keys.length * ENTRY_BYTES) return none;
	for (let offset = 0; offset < list.length; offset += ENTRY_BYTES) {
		if (secondsAt(list, offset) > at + MAX_AHEAD_SECONDS) return none;
	}
	return list;
}

/**
 * How many bytes at the beginning of a list stand in an older one of the same process too. Lists lose entries at the
 * beginning and get new ones at the end, so that nearly all of a long list need not be looked at.
 */
export function sharedBytes(older: Buffer, list: Buffer): number {
	const start = older.indexOf(list.subarray(0, ENTRY_BYTES));
	if (list.length === 0 || start < 0 || start % ENTRY_BYTES !== 0) return 0;
	let shared = 0;
	let entries = Math.min(older.length - start, list.length) / ENTRY_BYTES;
	while (entries > 0) {
		const bytes = Math.ceil(entries / 2) * ENTRY_BYTES;
		const same = older
			.subarray(start + shared, start + shared + bytes)
			.equals(list.subarray(shared, shared + bytes));
		if (same) shared += bytes;
		else if (bytes === ENTRY_BYTES) break;
		entries = same ? entries - bytes / ENTRY_BYTES : bytes / ENTRY_BYTES;
	}
	return shared;
}
