import { isoToMs } from '../lib/time';
import { covers, coversBody } from './content';
import { nameOf, placesOf, textOf } from './place';
import type { Place, SignableRequest, SignedScheme, TimestampUnit } from './scheme';

/** The time that a signature covers. */
export interface SignedTime {
	/** As it was sent, character for character; empty where it is missing. */
	readonly text: string;
	/** Unix ms; NaN where the text is no time. */
	readonly ms: number;
	/** Why the text is no time. */
	readonly problem?: string;
}

/** The timestamp of a message of this moment, as a sender writes it. */
export function writeTime(nowMs: number, unit: TimestampUnit = 's'): string {
	switch (unit) {
		case 'ms':
			return String(nowMs);
		case 'fraction':
			return (nowMs / 1000).toFixed(3);
		case 'iso':
			return new Date(nowMs).toISOString();
		case 's':
			return String(Math.floor(nowMs / 1000));
	}
}

/** The place of its own where the timestamp stands, if it does not stand with the signatures. */
export function placeOfTime({ timestamp }: SignedScheme): Place | undefined {
	return typeof timestamp?.at === 'object' && !('pair' in timestamp.at) ? timestamp.at : undefined;
}

/**
 * The time that the scheme signs, of a request whose signature is good; undefined where it signs none.
 *
 * @param beside the timestamp that stands with the signatures
 */
export function signedTime(
	scheme: SignedScheme,
	request: SignableRequest,
	beside: string | undefined,
): SignedTime | undefined {
	const { timestamp } = scheme;
	if (timestamp === undefined) return undefined;
	const place = placeOfTime(scheme);
	// In the body it is signed with the body.
	const isInBody = place !== undefined && 'field' in place && coversBody(scheme.content);
	if (!isInBody && !covers(scheme.content, 'timestamp')) return undefined;
	const text = place ? textOf(place, request) : beside;
	return readTime(text ?? '', timestamp.unit, () => `The timestamp (${placeNames(scheme, place)})`);
}

function placeNames({ at }: SignedScheme, place: Place | undefined): string {
	return placesOf(place ?? at)
		.map(nameOf)
		.join(', ');
}

const NUMBER = /^\d{1,20}(?:\.\d{1,20})?$/;

/**
 * No timestamp in seconds is above this before the year 5138, and none in milliseconds was below it since March 1973:
 * what is on the wrong side was written in the other unit.
 */
const SECONDS_END = 1e11;

/**
 * Reads a timestamp: a number of the unit since 1970, with or without a fraction, or ISO 8601.
 *
 * @param name says what the timestamp is, as the first words of a sentence about it
 */
export function readTime(text: string, unit: TimestampUnit = 's', name: () => string): SignedTime {
	const unreadable = (problem: string) => ({ text, ms: NaN, problem: `${name()} ${problem}` });
	const trimmed = text.trim();
	if (trimmed === '') return unreadable('is missing');
	if (!NUMBER.test(trimmed)) {
		const ms = isoToMs(trimmed);
		return Number.isNaN(ms) ? unreadable('is neither a Unix time nor ISO 8601') : { text, ms };
	}
	const value = Number(trimmed);
	const isMs = unit === 'ms';
	if (unit === 'iso' || (value > 0 && isMs !== value >= SECONDS_END)) {
		return unreadable(`cannot be ${NAME[unit]}: in the node, change Timestamp Unit`);
	}
	// Rounded to µs first: 0.193 s are 192.99999 ms as numbers are multiplied.
	return { text, ms: Math.floor(Math.round(value * (isMs ? 1e3 : 1e6)) / 1e3) };
}

const NAME: Readonly<Record<TimestampUnit, string>> = {
	s: 'in seconds',
	fraction: 'in seconds',
	ms: 'in milliseconds',
	iso: 'ISO 8601',
};
