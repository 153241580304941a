import {
	type BinaryToTextEncoding,
	createHmac,
	type KeyObject,
	sign as signBytes,
} from 'node:crypto';

import { feedContent, signedBytes } from './content';
import { writeSignature } from './format';
import { keyOf, secretProblem } from './keys';
import type { SignatureScheme, SignedMessage } from './scheme';

/**
 * The value of the scheme's signature header for `message`.
 *
 * @throws Error when `secret` cannot sign, or the scheme needs a timestamp or an id that the message lacks
 */
export function sign(scheme: SignatureScheme, secret: string, message: SignedMessage): string {
	return writeSignature(scheme, signature(scheme, secret, message), message.timestamp);
}

function signature(scheme: SignatureScheme, secret: string, message: SignedMessage): string {
	if (secret.trim() === '') throw new Error('A webhook cannot be signed with an empty secret');
	const problem = secretProblem(scheme, secret, 'sign');
	const key = keyOf(scheme, secret);
	if (problem !== undefined || key.kind === 'none') {
		throw new Error(`The secret does not fit the signature ${scheme.id}: ${problem}`);
	}
	if (key.kind === 'hmac')
		return scheme.prefix + hmacText(scheme, key.key, message, scheme.encoding);
	const bytes = signBytes(null, signedBytes(scheme, message), key.key);
	return `${scheme.ed25519Prefix}${bytes.toString('base64')}`;
}

/**
 * The HMAC of what `scheme` signs in `message`, as text in an encoding.
 *
 * @throws Error when the scheme's content needs a timestamp or an id that the message lacks
 */
export function hmacText(
	scheme: SignatureScheme,
	key: KeyObject,
	message: SignedMessage,
	encoding: BinaryToTextEncoding,
): string {
	const hmac = createHmac(scheme.algorithm, key);
	feedContent(scheme, message, hmac);
	return hmac.digest(encoding);
}
