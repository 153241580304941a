import type { SignatureScheme, SignedMessage } from './scheme';

const PLACEHOLDER = /(\{body\}|\{timestamp\}|\{id\})/;

/**
 * What `scheme` signs in `message`, in parts that belong one after the other.
 *
 * @throws Error when the scheme's content needs a timestamp or an id that the message lacks
 */
export function signedParts(
	scheme: SignatureScheme,
	message: SignedMessage,
): Array<Buffer | string> {
	return scheme.content.split(PLACEHOLDER).map((part) => resolve(part, message));
}

/** Whether the message has everything that the scheme signs. */
export function isComplete({ content }: SignatureScheme, message: SignedMessage): boolean {
	if (content.includes('{timestamp}') && message.timestamp === undefined) return false;
	return !content.includes('{id}') || message.id !== undefined;
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
