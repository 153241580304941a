import { digest } from './digest';
import type { SignatureScheme, SignedMessage } from './scheme';

/**
 * The value of the scheme's signature header for `message`.
 *
 * @throws Error when `secret` is empty, or the scheme needs a timestamp or an id that the message lacks
 */
export function sign(scheme: SignatureScheme, secret: string, message: SignedMessage): string {
	if (secret === '') throw new Error('A webhook cannot be signed with an empty secret');
	return scheme.prefix + digest(scheme, secret, message).toString(scheme.encoding);
}
