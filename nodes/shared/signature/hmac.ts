import { createHmac } from 'node:crypto';

import { signedParts } from './content';
import { decodeExactly } from './encoding';
import type { SignatureScheme, SignedMessage } from './scheme';

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
