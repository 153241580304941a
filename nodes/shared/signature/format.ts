import type { SignatureScheme } from './scheme';

/** What a signature header holds: the texts behind the scheme's prefixes, and the timestamp where it stands there. */
export interface SignatureTexts {
	readonly hmacs: readonly string[];
	readonly ed25519: readonly string[];
	/** Of the header itself, where the layout is `pairs`. */
	readonly timestamp?: string | undefined;
}

/** A sender that rotates keys sends two or three; more are only there to cost time. */
const MOST_SIGNATURES = 16;

const TIMESTAMP_KEY = 't=';

/** What Node.js puts between the values of a header that is sent twice. */
const REPEATED = ', ';

/** Reads a signature header; undefined when it holds nothing that could be a signature of this scheme. */
export function readSignature(scheme: SignatureScheme, value: string): SignatureTexts | undefined {
	const { layout, prefix, ed25519Prefix } = scheme;
	if (layout === undefined || layout === 'one') {
		// The usual case, without the detours of the others.
		return value.startsWith(prefix)
			? { hmacs: [value.slice(prefix.length)], ed25519: [] }
			: undefined;
	}
	if (layout === 'list' && value.includes(REPEATED)) return undefined;
	const pairs = layout === 'pairs' ? readPairs(value) : undefined;
	if (pairs && pairs.timestamp === undefined) return undefined;
	const entries = pairs?.entries ?? (layout === 'list' ? value.split(' ') : [value]);
	if (entries.length > MOST_SIGNATURES) return undefined;

	const hmacs = behind(prefix, entries);
	const ed25519 = ed25519Prefix === undefined ? [] : behind(ed25519Prefix, entries);
	if (hmacs.length + ed25519.length === 0) return undefined;
	return { hmacs, ed25519, timestamp: pairs?.timestamp };
}

/** The entries of a header of the layout `pairs`, and its timestamp where there is exactly one. */
export function readPairs(value: string): {
	readonly entries: readonly string[];
	readonly timestamp: string | undefined;
} {
	const entries = value.split(',').map((entry) => entry.trim());
	const [timestamp, ...more] = behind(TIMESTAMP_KEY, entries);
	return { entries, timestamp: more.length === 0 ? timestamp : undefined };
}

/** Writes a signature header with one signature. */
export function writeSignature(
	scheme: SignatureScheme,
	signature: string,
	timestamp: string | undefined,
): string {
	return scheme.layout === 'pairs' ? `${TIMESTAMP_KEY}${timestamp},${signature}` : signature;
}

/** The timestamp that a message of this moment carries. */
export function timestampOf(scheme: SignatureScheme, nowMs: number): string {
	return String(scheme.timestampUnit === 'ms' ? nowMs : Math.floor(nowMs / 1000));
}

function behind(prefix: string, entries: readonly string[]): string[] {
	return entries
		.filter((entry) => entry.startsWith(prefix))
		.map((entry) => entry.slice(prefix.length));
}
