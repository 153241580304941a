import { decodeExactly } from './keys';
import type { HeaderValue, SignatureScheme } from './scheme';

/** What a signature header holds. */
export interface ReadSignature {
	readonly hmacs: readonly Buffer[];
	readonly ed25519: readonly Buffer[];
	/** Of the header itself, where the layout is `pairs`. */
	readonly timestamp?: string;
}

/** Bytes of a signature, by algorithm. */
const LENGTH = { sha256: 32, sha512: 64, ed25519: 64 } as const;

/** A sender that rotates keys sends two or three; more are only there to cost time. */
const MOST_SIGNATURES = 16;

const TIMESTAMP_KEY = 't=';

/** What Node.js puts between the values of a header that is sent twice. */
const REPEATED = ', ';

/** Reads a signature header; undefined when it holds nothing that could be a signature of this scheme. */
export function readSignature(scheme: SignatureScheme, value: string): ReadSignature | undefined {
	const entries = split(scheme, value);
	if (entries.length > MOST_SIGNATURES) return undefined;
	if (scheme.layout === 'list' && value.includes(REPEATED)) return undefined;
	const { algorithm, prefix, encoding, ed25519Prefix } = scheme;
	const hmacs = decodeAll(entries, prefix, encoding, LENGTH[algorithm]);
	const ed25519 =
		ed25519Prefix === undefined ? [] : decodeAll(entries, ed25519Prefix, 'base64', LENGTH.ed25519);
	if (hmacs.length + ed25519.length === 0) return undefined;

	if (scheme.layout !== 'pairs') return { hmacs, ed25519 };
	const timestamps = entries.filter((entry) => entry.startsWith(TIMESTAMP_KEY));
	if (timestamps.length !== 1) return undefined;
	return { hmacs, ed25519, timestamp: timestamps[0]?.slice(TIMESTAMP_KEY.length) };
}

/** Writes a signature header with one signature. */
export function writeSignature(
	scheme: SignatureScheme,
	signature: string,
	timestamp: string | undefined,
): string {
	return scheme.layout === 'pairs' ? `${TIMESTAMP_KEY}${timestamp},${signature}` : signature;
}

function split({ layout }: SignatureScheme, value: string): string[] {
	if (layout === 'list') return value.split(' ');
	return layout === 'pairs' ? value.split(',').map((entry) => entry.trim()) : [value];
}

function decodeAll(
	entries: readonly string[],
	prefix: string,
	encoding: 'hex' | 'base64',
	length: number,
): Buffer[] {
	return entries
		.filter((entry) => entry.startsWith(prefix))
		.map((entry) => decodeExactly(entry.slice(prefix.length), encoding))
		.filter((bytes): bytes is Buffer => bytes?.length === length);
}

/** The signed timestamp of a request in Unix ms, where the scheme has one and it can be read. */
export function signedTimestampMs(
	scheme: SignatureScheme,
	headerOf: (name: string) => HeaderValue,
): number | undefined {
	const text = timestampText(scheme, headerOf);
	if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
	return Number(text) * (scheme.timestampUnit === 'ms' ? 1 : 1000);
}

/** The timestamp that a message of this moment carries. */
export function timestampOf(scheme: SignatureScheme, nowMs: number): string {
	return String(scheme.timestampUnit === 'ms' ? nowMs : Math.floor(nowMs / 1000));
}

function timestampText(
	scheme: SignatureScheme,
	headerOf: (name: string) => HeaderValue,
): string | undefined {
	if (scheme.layout === 'pairs') {
		const value = headerOf(scheme.header);
		return typeof value === 'string' ? readSignature(scheme, value)?.timestamp : undefined;
	}
	const value = scheme.timestampHeader === undefined ? undefined : headerOf(scheme.timestampHeader);
	return typeof value === 'string' ? value : undefined;
}
