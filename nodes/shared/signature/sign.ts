import { writeSignature } from './format';
import { hmac, hmacKey, isPrivateKey, signEd25519 } from './keys';
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
	if (secret === '') throw new Error('A webhook cannot be signed with an empty secret');
	if (isPrivateKey(scheme, secret)) {
		return `${scheme.ed25519Prefix}${signEd25519(scheme, secret, message).toString('base64')}`;
	}
	const key = hmacKey(scheme, secret);
	if (!key) throw new Error('The secret has to be whsec_ and the Base64 of the key');
	return scheme.prefix + hmac(scheme, key, message).toString(scheme.encoding);
}
