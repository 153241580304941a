import { timingSafeEqual } from 'node:crypto';

import { digest } from './digest';
import type { SignatureScheme, SignedMessage } from './scheme';

/** Why a signature was refused. */
export type SignatureProblem = 'missing' | 'repeated' | 'malformed' | 'mismatch';

/** A header's value as Node.js gives it: absent, once, or several times. */
export type HeaderValue = string | string[] | undefined;

/** Bytes of a digest, by algorithm. */
const DIGEST_LENGTH = { sha256: 32, sha512: 64 } as const;

/**
 * Checks a signature header against the current and any previous secret, in constant time.
 *
 * @returns undefined when the signature is good, else why it is not; never throws for what a sender can send
 */
export function verify(
	scheme: SignatureScheme,
	secrets: readonly string[],
	message: SignedMessage,
	header: HeaderValue,
): SignatureProblem | undefined {
	if (Array.isArray(header) && header.length > 1) return 'repeated';
	const value = Array.isArray(header) ? header[0] : header;
	if (value === undefined || value === '') return 'missing';

	const received = decode(scheme, value);
	if (!received) return 'malformed';
	if (scheme.content.includes('{timestamp}') && message.timestamp === undefined) return 'missing';
	if (scheme.content.includes('{id}') && message.id === undefined) return 'missing';

	let valid = false;
	for (const secret of secrets) {
		// An empty key would accept a signature that anybody can compute.
		if (secret === '') continue;
		if (timingSafeEqual(received, digest(scheme, secret, message))) valid = true;
	}
	return valid ? undefined : 'mismatch';
}

function decode(scheme: SignatureScheme, value: string): Buffer | undefined {
	if (!value.startsWith(scheme.prefix)) return undefined;
	const text = value.slice(scheme.prefix.length);
	const bytes = Buffer.from(text, scheme.encoding);
	// Buffer.from skips what it cannot decode, so only a lossless round trip is well-formed.
	const canonical = bytes.toString(scheme.encoding);
	const wellFormed =
		scheme.encoding === 'hex' ? canonical === text.toLowerCase() : canonical === text;
	return wellFormed && bytes.length === DIGEST_LENGTH[scheme.algorithm] ? bytes : undefined;
}
