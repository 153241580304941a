import { timingSafeEqual } from 'node:crypto';

import { readSignature, type ReadSignature } from './format';
import { hmac, hmacKey, isPublicKey, verifyEd25519 } from './keys';
import { type HeaderValue, isComplete, type SignatureScheme, type SignedMessage } from './scheme';

/** Why a signature was refused. */
type SignatureProblem = 'missing' | 'repeated' | 'malformed' | 'mismatch';

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

	const read = readSignature(scheme, value);
	if (!read) return 'malformed';
	const signed = read.timestamp === undefined ? message : { ...message, timestamp: read.timestamp };
	if (!isComplete(scheme, signed)) return 'missing';

	// No early exit: how long it takes must not tell which secret was right.
	const good = secrets.map((secret) => isGood(scheme, secret, signed, read));
	return good.includes(true) ? undefined : 'mismatch';
}

function isGood(
	scheme: SignatureScheme,
	secret: string,
	message: SignedMessage,
	{ hmacs, ed25519 }: ReadSignature,
): boolean {
	if (isPublicKey(scheme, secret)) {
		return ed25519.some((signature) => verifyEd25519(scheme, secret, message, signature));
	}
	// An empty key would accept a signature that anybody can compute.
	const key = hmacs.length > 0 ? hmacKey(scheme, secret) : undefined;
	if (!key) return false;
	const expected = hmac(scheme, key, message);
	return hmacs.map((received) => timingSafeEqual(received, expected)).includes(true);
}
