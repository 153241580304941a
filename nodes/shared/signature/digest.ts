import { createHmac } from 'node:crypto';

import type { SignatureScheme, SignedMessage } from './scheme';

const PLACEHOLDER = /(\{body\}|\{timestamp\}|\{id\})/;

/**
 * The HMAC of what `scheme` signs in `message`, keyed with the UTF-8 bytes of `secret`.
 *
 * @throws Error when the scheme's content needs a timestamp or an id that the message lacks
 */
export function digest(scheme: SignatureScheme, secret: string, message: SignedMessage): Buffer {
	const hmac = createHmac(scheme.algorithm, secret);
	for (const part of scheme.content.split(PLACEHOLDER)) hmac.update(resolve(part, message));
	return hmac.digest();
}

function resolve(part: string, message: SignedMessage): Buffer | string {
	switch (part) {
		case '{body}':
			return message.body;
		case '{timestamp}':
			return required(message.timestamp, 'timestamp');
		case '{id}':
			return required(message.id, 'message id');
		default:
			return part;
	}
}

function required(value: string | undefined, name: string): string {
	if (value === undefined) throw new Error(`The signature covers a ${name}, but there is none`);
	return value;
}
