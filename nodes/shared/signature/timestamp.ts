import { textAt } from '../lib/json';
import { isoToMs } from '../lib/time';
import { contentOf } from './content';
import { readPairs } from './format';
import type { HeaderValue, SignatureScheme, TimestampUnit } from './scheme';

/** The time that a signature covers. */
export interface SignedTime {
	/** As it was sent, character for character; empty where it is missing. */
	readonly text: string;
	/** Unix ms; NaN where the text is no time. */
	readonly ms: number;
	/** Why the text is no time. */
	readonly problem?: string;
}

/**
 * The time that the scheme signs, of a request whose signature is good; undefined where the scheme signs none.
 *
 * @param headers by their names in lower case
 * @param body the parsed body
 */
export function signedTime(
	scheme: SignatureScheme,
	headers: Readonly<Record<string, HeaderValue>>,
	body: unknown,
): SignedTime | undefined {
	const { timestampPath } = scheme;
	if (timestampPath !== undefined) {
		const text = textAt(body, timestampPath) ?? '';
		return readTime(text, scheme.timestampUnit, `The time ${timestampPath} in the payload`);
	}
	if (scheme.layout === 'pairs') {
		const value = headers[scheme.header.toLowerCase()];
		const text = typeof value === 'string' ? readPairs(value).timestamp : undefined;
		return readTime(text ?? '', scheme.timestampUnit, `The timestamp in ${scheme.header}`);
	}
	if (scheme.timestampHeader === undefined || !contentOf(scheme).coversTimestamp) return undefined;
	const value = headers[scheme.timestampHeader.toLowerCase()];
	const text = typeof value === 'string' ? value : '';
	return readTime(text, scheme.timestampUnit, `The timestamp in ${scheme.timestampHeader}`);
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
 * @param name what the timestamp is, as the first words of a sentence about it
 */
export function readTime(text: string, unit: TimestampUnit = 's', name: string): SignedTime {
	const unreadable = (problem: string) => ({ text, ms: NaN, problem: `${name} ${problem}` });
	const trimmed = text.trim();
	if (trimmed === '') return unreadable('is missing');
	if (!NUMBER.test(trimmed)) {
		const ms = isoToMs(trimmed);
		return Number.isNaN(ms) ? unreadable('is neither a Unix time nor ISO 8601') : { text, ms };
	}
	const value = Number(trimmed);
	if (unit === 's' && value >= SECONDS_END) {
		return unreadable('cannot be in seconds: in the node, change Timestamp Unit');
	}
	if (unit === 'ms' && value < SECONDS_END && value > 0) {
		return unreadable('cannot be in milliseconds: in the node, change Timestamp Unit');
	}
	return { text, ms: Math.floor(unit === 'ms' ? value : value * 1000) };
}
