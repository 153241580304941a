import * as ipaddr from 'ipaddr.js';
import type { IDataObject } from 'n8n-workflow';
import type { ZodType } from 'zod';

import { isObject } from '../lib/json';
import { safeEqual } from '../lib/safeEqual';
import { splitList } from '../lib/text';
import type { SignatureScheme } from '../signature/scheme';
import { verify } from '../signature/verify';
import type { IncomingWebhook, RequestHead } from './request';

/** What is sent back to the sender of a webhook. */
export interface Answer {
	readonly status: number;
	readonly body: IDataObject;
	readonly headers?: Readonly<Record<string, string>>;
}

/** The answer to an event that n8n has taken over. */
export const RECEIVED = { received: true } as const;

/** Refuses a request: the sender sees `{"error": reason}`. */
export function refuse(status: number, reason: string): Answer {
	return { status, body: { error: reason } };
}

/** Acknowledges a request without running the workflow. */
export function acknowledge(detail: IDataObject = {}): Answer {
	return { status: 200, body: { ...RECEIVED, ...detail } };
}

/** Tells the sender to come back, for what cannot be decided yet. */
export function comeBack(afterSeconds: number, reason: string): Answer {
	return {
		status: 503,
		body: { error: reason },
		headers: { 'Retry-After': String(afterSeconds) },
	};
}

/** Names of types and subtypes as in RFC 6838, section 4.2. */
const JSON_TYPE = /^(?:application\/json|[\w!#$&^.+-]+\/[\w!#$&^.+-]+\+json)$/;

/** Refuses what is neither `application/json` nor any media type ending in `+json` (RFC 6839, section 3.1). */
export function checkContentType(contentType: string): Answer | undefined {
	if (JSON_TYPE.test(contentType)) return undefined;
	return refuse(415, 'The content type has to be application/json or end in +json');
}

/** Refuses a body of more than `maxBytes`. */
export function checkSize(bytes: number, maxBytes: number): Answer | undefined {
	if (bytes <= maxBytes) return undefined;
	return refuse(413, `The body is larger than ${maxBytes} bytes`);
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
export function checkAllowList(allowList: string, address: string | undefined): Answer | undefined {
	const entries = splitList(allowList);
	if (entries.length === 0) return undefined;
	return entries.some((entry) => contains(entry, address))
		? undefined
		: refuse(403, 'The sender is not on the list of allowed addresses');
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

/** Query parameter that carries the callback token of a sender that cannot sign. */
export const TOKEN_PARAMETER = 'token';

/** What a request has to prove. Every part that is present has to hold. */
export interface Authentication {
	/** Callback tokens that are accepted, the current one first. */
	readonly tokens?: readonly string[];
	readonly signature?: AcceptedSignatures;
}

/** A signature by one of the schemes, made with one of the secrets. */
export interface AcceptedSignatures {
	/** Each has a header of its own; exactly one of these headers has to be there. */
	readonly schemes: readonly SignatureScheme[];
	readonly secrets: readonly string[];
}

/** What `delivery.verified` says of a request that passed. */
export function verifiedBy({ signature, tokens }: Authentication, webhook: RequestHead): string {
	if (signature) return signedBy(signature.schemes, webhook)[0]?.id ?? 'none';
	return tokens ? 'token' : 'none';
}

/** The schemes whose signature header is there. */
function signedBy(
	schemes: readonly SignatureScheme[],
	{ headers }: RequestHead,
): readonly SignatureScheme[] {
	return schemes.filter(({ header }) => (headers[header.toLowerCase()] ?? '').length > 0);
}

/** Refuses a request whose `token` query parameter is missing, repeated or wrong. */
export function checkToken(
	tokens: readonly string[] | undefined,
	query: IncomingWebhook['query'],
): Answer | undefined {
	if (!tokens) return undefined;
	const given = query[TOKEN_PARAMETER];
	if (typeof given !== 'string' || given === '') {
		return refuse(401, `The callback token is missing: call the URL with ?${TOKEN_PARAMETER}=…`);
	}
	const known = tokens.filter((token) => token !== '').map((token) => safeEqual(token, given));
	return known.includes(true) ? undefined : refuse(401, 'The callback token is wrong');
}

/** Refuses a request whose signature header is missing, repeated, malformed or made with another secret. */
export function checkSignature(
	signature: Authentication['signature'],
	webhook: IncomingWebhook,
): Answer | undefined {
	if (!signature) return undefined;
	const { schemes, secrets } = signature;
	const [scheme, another] = signedBy(schemes, webhook);
	if (scheme === undefined || another !== undefined) {
		const problem = scheme === undefined ? 'missing' : 'repeated';
		return refuse(401, `${PROBLEM[problem]} (${schemes.map(({ header }) => header).join(', ')})`);
	}
	const header = (name: string | undefined) =>
		name === undefined ? undefined : webhook.headers[name.toLowerCase()];
	const message = {
		body: webhook.rawBody,
		timestamp: single(header(scheme.timestampHeader)),
		id: single(header(scheme.idHeader)),
	};
	const problem = verify(scheme, secrets, message, header(scheme.header));
	if (problem === undefined) return undefined;
	return refuse(401, `${PROBLEM[problem]} (${scheme.header})`);
}

const PROBLEM = {
	missing: 'The signature is missing',
	repeated: 'There is more than one signature',
	malformed: 'The signature is malformed',
	mismatch: 'The signature does not match',
} as const;

function single(value: string | string[] | undefined): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** A URL with the callback token that `checkToken` wants. */
export function withToken(url: string, token: string): string {
	return `${url}?${TOKEN_PARAMETER}=${encodeURIComponent(token)}`;
}

/** One thing that is wrong with a payload. `path` is dotted, empty for the payload as a whole. */
interface Problem extends Record<string, string> {
	path: string;
	message: string;
}

/** A long list that is wrong throughout has as many problems as entries; nobody reads them all. */
const MOST_PROBLEMS = 100;

/** What is wrong with `body` by `schema`; an empty list when it is as documented. At most the first 100. */
export function problemsOf(schema: ZodType, body: unknown): Problem[] {
	if (body === undefined) return [{ path: '', message: 'The body is not JSON' }];
	const result = schema.safeParse(body);
	if (result.success) {
		return isObject(body) ? [] : [{ path: '', message: 'The body is not a JSON object' }];
	}
	return result.error.issues
		.slice(0, MOST_PROBLEMS)
		.map(({ path, message }) => ({ path: path.join('.'), message }));
}

/**
 * Refuses an event that happened more than `toleranceSeconds` ago; 0 accepts every age. An event from the future is
 * accepted, for the sender's clock may be ahead.
 */
export function checkAge(
	occurredAtMs: number | undefined,
	nowMs: number,
	toleranceSeconds: number,
): Answer | undefined {
	if (occurredAtMs === undefined || toleranceSeconds === 0) return undefined;
	// A time that cannot be read, NaN, is no reason to lose an event.
	if (!(nowMs - occurredAtMs > toleranceSeconds * 1000)) return undefined;
	return refuse(400, `The event is older than ${toleranceSeconds} seconds`);
}
