import { createHmac, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

import { type SignatureScheme, type SignedMessage, signedParts } from './scheme';

/**
 * The bytes of a text in hex or Base64, or undefined when it is not exactly that: `Buffer.from` leaves out what it
 * cannot decode, so only a text that survives the round trip is well-formed.
 */
export function decodeExactly(text: string, encoding: 'hex' | 'base64'): Buffer | undefined {
	const bytes = Buffer.from(text, encoding);
	const wellFormed = bytes.toString(encoding) === (encoding === 'hex' ? text.toLowerCase() : text);
	return wellFormed ? bytes : undefined;
}

/** Text before the Base64 of a key, by the Standard Webhooks specification ("Signature scheme"). */
const SECRET_PREFIX = 'whsec_';

/** The HMAC key of a secret, or undefined when the secret's text cannot be one. An empty key never signs. */
export function hmacKey(scheme: SignatureScheme, secret: string): Buffer | undefined {
	const key =
		scheme.key === 'whsec'
			? decodeExactly(
					secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret,
					'base64',
				)
			: Buffer.from(secret);
	return key && key.length > 0 ? key : undefined;
}

/**
 * The HMAC of what `scheme` signs in `message`.
 *
 * @throws Error when the scheme's content needs a timestamp or an id that the message lacks
 */
export function hmac(scheme: SignatureScheme, key: Buffer, message: SignedMessage): Buffer {
	const digest = createHmac(scheme.algorithm, key);
	for (const part of signedParts(scheme, message)) digest.update(part);
	return digest.digest();
}

/** Texts before the Base64 of a key, by the Standard Webhooks specification ("Signature scheme", asymmetric). */
const PUBLIC_PREFIX = 'whpk_';

const PRIVATE_PREFIX = 'whsk_';

/** What stands before the 32 key bytes in DER (RFC 8410, sections 4 and 7). */
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');

const PKCS8_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');

const KEY_BYTES = 32;

/** Whether a secret is the private half of a key pair. */
export function isPrivateKey(scheme: SignatureScheme, secret: string): boolean {
	return scheme.ed25519Prefix !== undefined && secret.startsWith(PRIVATE_PREFIX);
}

/** Whether a secret is the public half of a key pair. */
export function isPublicKey(scheme: SignatureScheme, secret: string): boolean {
	return scheme.ed25519Prefix !== undefined && secret.startsWith(PUBLIC_PREFIX);
}

/**
 * The Ed25519 signature of what `scheme` signs in `message`.
 *
 * @throws Error when the key is not a private key, or the message lacks what is signed
 */
export function signEd25519(
	scheme: SignatureScheme,
	privateKey: string,
	message: SignedMessage,
): Buffer {
	const bytes = decodeExactly(privateKey.slice(PRIVATE_PREFIX.length), 'base64');
	// Some tools write the seed alone, others the seed with the public key behind it.
	if (bytes?.length !== KEY_BYTES && bytes?.length !== 2 * KEY_BYTES) {
		throw new Error(`The private key has to be ${PRIVATE_PREFIX} and the Base64 of 32 or 64 bytes`);
	}
	const der = Buffer.concat([PKCS8_HEADER, bytes.subarray(0, KEY_BYTES)]);
	const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
	return sign(null, content(scheme, message), key);
}

/** Whether an Ed25519 signature is good; never throws for what a sender can send. */
export function verifyEd25519(
	scheme: SignatureScheme,
	publicKey: string,
	message: SignedMessage,
	signature: Buffer,
): boolean {
	const bytes = decodeExactly(publicKey.slice(PUBLIC_PREFIX.length), 'base64');
	if (bytes?.length !== KEY_BYTES) return false;
	const der = Buffer.concat([SPKI_HEADER, bytes]);
	const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
	return verify(null, content(scheme, message), key, signature);
}

function content(scheme: SignatureScheme, message: SignedMessage): Buffer {
	return Buffer.concat(signedParts(scheme, message).map((part) => Buffer.from(part)));
}
