import { z } from 'zod';

/**
 * ISO 8601 as senders write it: a date, mostly with a time of day, mostly with an offset. A small `t` or a space between
 * date and time is RFC 3339's leave; an offset without its colon (`+0200`) or without minutes (`+02`) is ISO 8601's.
 */
const ISO_8601 =
	/^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)?)?$/;

/**
 * The Unix time in ms of an ISO 8601 timestamp, NaN for what is none, such as February 30. One without an offset counts
 * as UTC, wherever n8n runs. Fractions of a ms are cut off.
 */
export function isoToMs(timestamp: string): number {
	const parts = ISO_8601.exec(timestamp);
	if (!parts) return NaN;
	const [, date = '', time = '00:00', second = '00', fraction = '', sign = '+'] = parts;
	const [hours, minutes] = [Number(parts[6] ?? 0), Number(parts[7] ?? 0)];
	if (hours > 23 || minutes > 59) return NaN;

	// Second 60 is a leap second, which Unix time counts as the one after it.
	const leap = second === '60';
	const ms = fraction.slice(0, 3).padEnd(3, '0');
	const utcMs = Date.parse(`${date}T${time}:${leap ? '59' : second}.${ms}Z`) + (leap ? 1_000 : 0);
	// Date.parse takes February 30 for March 1.
	if (Number.isNaN(utcMs) || !sameDay(date, time)) return NaN;
	return utcMs - Number(`${sign}1`) * (hours * 60 + minutes) * 60_000;
}

function sameDay(date: string, time: string): boolean {
	return new Date(`${date}T${time}:00Z`).toISOString().startsWith(`${date}T${time}`);
}

/** A timestamp that `isoToMs` can read. The own check of zod differs between its versions, for `+0200` for example. */
export const isoTimestamp = z
	.string()
	.refine((text) => !Number.isNaN(isoToMs(text)), 'Not an ISO 8601 timestamp');
