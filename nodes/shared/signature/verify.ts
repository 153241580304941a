import { type KeyObject, timingSafeEqual, verify as verifyBytes } from 'node:crypto';

import { isComplete, signedBytes } from './content';
import { readSignature, type SignatureTexts } from './format';
import { keyOf } from './keys';
import type { HeaderValue, SignatureScheme, SignedMessage } from './scheme';
import { hmacText } from './sign';

/** Why a signature was refused. */
export type SignatureProblem = 'missing' | 'repeated' | 'malformed' | 'mismatch';

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

	const texts = readSignature(scheme, value);
	if (!texts) return 'malformed';
	const { timestamp } = texts;
	const signed = timestamp === undefined ? message : { ...message, timestamp };
	if (!isComplete(scheme, signed)) return 'missing';

	// No early exit: how long it takes must not tell which secret was right.
	let good = false;
	for (const secret of secrets) good = isGood(scheme, secret, signed, texts) || good;
	if (good) return undefined;
	return couldBeSignature(scheme, texts) ? 'mismatch' : 'malformed';
}

function isGood(
	scheme: SignatureScheme,
	secret: string,
	message: SignedMessage,
	{ hmacs, ed25519 }: SignatureTexts,
): boolean {
	const key = keyOf(scheme, secret);
	if (key.kind === 'hmac') return hmacs.length > 0 && isGoodHmac(scheme, key.key, message, hmacs);
	if (key.kind !== 'public' || ed25519.length === 0) return false;
	const content = signedBytes(scheme, message);
	const good = (text: string) =>
		verifyBytes(null, content, key.key, Buffer.from(text, 'base64')) &&
		isEncoded(text, 'base64', LENGTH.ed25519);
	return ed25519.some(good);
}

function isGoodHmac(
	scheme: SignatureScheme,
	key: KeyObject,
	message: SignedMessage,
	texts: readonly string[],
): boolean {
	// Digits of hex may be capitals, so it is the bytes that are compared. Base64 has but one text for them.
	const isHex = scheme.encoding === 'hex';
	const digest = hmacText(scheme, key, message, isHex ? 'binary' : scheme.encoding);
	const expected = Buffer.from(digest, 'binary');
	let good = false;
	for (const text of texts) {
		const received = Buffer.from(text, isHex ? 'hex' : 'utf8');
		// What is no hex digit ends the decoding, so that only the length tells whether everything was decoded.
		const whole = !isHex || text.length === 2 * expected.length;
		const same = received.length === expected.length && timingSafeEqual(received, expected);
		good = (whole && same) || good;
	}
	return good;
}

/** Bytes of a signature, by algorithm. */
const LENGTH = { sha256: 32, sha512: 64, ed25519: 64 } as const;

/** Whether one of the texts has the form of a signature, to tell the sender what is wrong with it. */
function couldBeSignature(scheme: SignatureScheme, { hmacs, ed25519 }: SignatureTexts): boolean {
	const { algorithm, encoding } = scheme;
	return (
		hmacs.some((text) => isEncoded(text, encoding, LENGTH[algorithm])) ||
		ed25519.some((text) => isEncoded(text, 'base64', LENGTH.ed25519))
	);
}

/**
 * Whether a text is exactly the encoding of so many bytes: `Buffer.from` leaves out what it cannot decode, so only a
 * text that survives the round trip is well-formed.
 */
function isEncoded(text: string, encoding: 'hex' | 'base64', length: number): boolean {
	const bytes = Buffer.from(text, encoding);
	const again = bytes.toString(encoding);
	return bytes.length === length && again === (encoding === 'hex' ? text.toLowerCase() : text);
}
