import * as ipaddr from 'ipaddr.js';
import type { ZodType } from 'zod';

import type { PayloadProblem } from '../items';
import { isObject } from '../lib/json';
import { splitList } from '../lib/text';
import type { SignedTime } from '../signature/timestamp';
import type { Proof } from '../signature/verdict';
import { refuse, type Refusal } from './answer';
import { type BodyRules, kindOf, namesOf } from './body';

/** Refuses a body of a media type that the sender does not send. */
export function checkContentType(contentType: string, rules: BodyRules = {}): Refusal | undefined {
	if (kindOf(contentType, rules)) return undefined;
	return refuse(415, 'contentType', `The content type has to be ${namesOf(rules)}`);
}

/** Refuses a body of more than `maxBytes`. */
export function checkSize(bytes: number, maxBytes: number): Refusal | undefined {
	if (bytes <= maxBytes) return undefined;
	return refuse(413, 'tooLarge', `The body is larger than ${maxBytes} bytes`);
}

/** An address and the length of its network prefix in bits. */
type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The entries of an allow list that are neither an IP address nor a CIDR range. */
export function invalidEntries(allowList: string): string[] {
	return splitList(allowList).filter((entry) => toRange(entry) === undefined);
}

/**
 * Refuses an address outside of the allow list; an empty list allows every address. IPv4 addresses that arrive as
 * IPv6 (`::ffff:192.0.2.1`) count as IPv4.
 */
export function checkAllowList(
	allowList: string,
	address: string | undefined,
): Refusal | undefined {
	const entries = splitList(allowList);
	if (entries.length === 0) return undefined;
	return entries.some((entry) => contains(entry, address))
		? undefined
		: refuse(403, 'address', 'The sender is not on the list of allowed addresses');
}

function contains(entry: string, address: string | undefined): boolean {
	const range = toRange(entry);
	if (range === undefined || address === undefined || !ipaddr.isValid(address)) return false;
	const parsed = ipaddr.process(address);
	return parsed.kind() === range[0].kind() && parsed.match(range);
}

function toRange(entry: string): Range | undefined {
	// Shorthands ("10.1"), hexadecimal ("0x7f.0.0.1") and octal ("010.0.0.1") are valid to the parser and a trap to
	// the reader.
	const [host = ''] = entry.split('/', 1);
	if (!host.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(host)) return undefined;
	if (ipaddr.isValidCIDR(entry)) return asIPv4(ipaddr.parseCIDR(entry));
	if (!ipaddr.isValid(entry)) return undefined;
	const single = ipaddr.process(entry);
	return [single, single.kind() === 'ipv4' ? 32 : 128];
}

/** The range itself, or the IPv4 range that an IPv4-mapped one (`::ffff:192.0.2.0/120`) stands for. */
function asIPv4([network, bits]: Range): Range {
	const mapped = network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && bits >= 96;
	return mapped ? [network.toIPv4Address(), bits - 96] : [network, bits];
}

/** A long list that is wrong throughout has as many problems as entries; nobody reads them all. */
const MOST_PROBLEMS = 100;

/** What is wrong with `body` by `schema`; an empty list when it is as documented. At most the first 100. */
export function problemsOf(schema: ZodType, body: unknown): PayloadProblem[] {
	if (body === undefined) return [{ path: '', message: 'The body is not JSON' }];
	const result = schema.safeParse(body);
	if (result.success) {
		return isObject(body) ? [] : [{ path: '', message: 'The body is not a JSON object' }];
	}
	return result.error.issues
		.slice(0, MOST_PROBLEMS)
		.map(({ path, message }) => ({ path: path.join('.'), message }));
}

/** A time as far as it could be told: Unix ms, or NaN and why not. */
type Time = Pick<SignedTime, 'ms' | 'problem'>;

/**
 * Refuses an event whose time is more than `toleranceSeconds` ago or ahead, or cannot be told; 0 accepts every age.
 *
 * @param time undefined where the sender tells none
 */
export function checkAge(
	time: Time | undefined,
	nowMs: number,
	toleranceSeconds: number,
): Refusal | undefined {
	if (time === undefined || toleranceSeconds === 0) return undefined;
	if (Number.isNaN(time.ms)) {
		return refuse(400, 'timeUnreadable', time.problem ?? 'The time of the event cannot be read');
	}
	const ageSeconds = (nowMs - time.ms) / 1000;
	if (ageSeconds > toleranceSeconds) {
		return refuse(400, 'tooOld', `The event is older than ${toleranceSeconds} seconds`);
	}
	if (ageSeconds < -toleranceSeconds) {
		return refuse(
			400,
			'tooFarAhead',
			`The event is more than ${toleranceSeconds} seconds ahead of the clock of n8n`,
		);
	}
	return undefined;
}

/** How far clocks may differ where a proof says itself when it counts. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** Refuses a proof that does not count yet, or no longer. */
export function checkValidity(
	{ validFromMs = -Infinity, validUntilMs = Infinity }: Pick<Proof, 'validFromMs' | 'validUntilMs'>,
	nowMs: number,
): Refusal | undefined {
	if (nowMs > validUntilMs + CLOCK_DIFFERENCE_MS)
		return refuse(401, 'expired', 'The token has expired');
	if (nowMs < validFromMs - CLOCK_DIFFERENCE_MS)
		return refuse(401, 'notYetValid', 'The token is not valid yet');
	return undefined;
}
