import { Recent } from '../lib/recent';
import type { SignatureScheme, SignedMessage } from './scheme';

/** What takes the signed bytes one after the other, as a hash does. */
interface Sink {
	update(part: Buffer | string): unknown;
}

const PLACEHOLDER = /(\{body\}|\{timestamp\}|\{id\})/;

/** The parts of each `content`, which is the same for every message of a scheme. */
const partsOf = new Recent((content: string) => content.split(PLACEHOLDER), 1_000);

/**
 * Feeds what `scheme` signs in `message` into `sink`.
 *
 * @throws Error when the scheme's content needs a timestamp or an id that the message lacks
 */
export function feedContent(scheme: SignatureScheme, message: SignedMessage, sink: Sink): void {
	let text = '';
	for (const part of partsOf.get(scheme.content)) {
		if (part !== '{body}') {
			text += textOf(part, message);
			continue;
		}
		if (text !== '') sink.update(text);
		sink.update(message.body);
		text = '';
	}
	if (text !== '') sink.update(text);
}

/** What `scheme` signs in `message`, for algorithms that take it whole. */
export function contentOf(scheme: SignatureScheme, message: SignedMessage): Buffer {
	const parts: Buffer[] = [];
	feedContent(scheme, message, { update: (part) => parts.push(Buffer.from(part)) });
	return Buffer.concat(parts);
}

/** Whether the message has everything that the scheme signs. */
export function isComplete(scheme: SignatureScheme, message: SignedMessage): boolean {
	if (message.timestamp === undefined && covers(scheme, '{timestamp}')) return false;
	return message.id !== undefined || !covers(scheme, '{id}');
}

/** Whether the signature covers what stands for this placeholder. */
export function covers({ content }: SignatureScheme, placeholder: '{timestamp}' | '{id}'): boolean {
	return partsOf.get(content).includes(placeholder);
}

function textOf(part: string, { timestamp, id }: SignedMessage): string {
	if (part === '{timestamp}') return required(timestamp, 'timestamp');
	return part === '{id}' ? required(id, 'message id') : part;
}

function required(value: string | undefined, name: string): string {
	if (value === undefined) throw new Error(`The signature covers a ${name}, but there is none`);
	return value;
}
