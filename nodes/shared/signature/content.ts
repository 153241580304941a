import type { SignatureScheme, SignedMessage } from './scheme';

const BODY = Symbol('body');
const TIMESTAMP = Symbol('timestamp');
const ID = Symbol('id');

/** A part of a scheme's `content`: text as it stands, or what stands for something of the message. */
type Part = string | typeof BODY | typeof TIMESTAMP | typeof ID;

const PLACEHOLDER = /(\{body\}|\{timestamp\}|\{id\})/;

const MEANING: Readonly<Record<string, Part>> = {
	'{body}': BODY,
	'{timestamp}': TIMESTAMP,
	'{id}': ID,
};

/** What a scheme signs, taken apart: the same for every message. */
interface Content {
	readonly parts: readonly Part[];
	/** Whether it covers a timestamp that stands beside the body. */
	readonly coversTimestamp: boolean;
	/** Whether it covers a message id. */
	readonly coversId: boolean;
}

const contents = new WeakMap<SignatureScheme, Content>();

/** The scheme's `content` taken apart, once for each scheme. */
export function contentOf(scheme: SignatureScheme): Content {
	return contents.get(scheme) ?? takeApart(scheme);
}

function takeApart(scheme: SignatureScheme): Content {
	const texts = scheme.content.split(PLACEHOLDER).filter((text) => text !== '');
	const parts = texts.map((text) => MEANING[text] ?? text);
	const content = {
		parts,
		coversTimestamp: parts.includes(TIMESTAMP),
		coversId: parts.includes(ID),
	};
	contents.set(scheme, content);
	return content;
}

/** Takes the signed bytes one after the other, as a hash does. */
interface Sink {
	update(part: Buffer | string): unknown;
}

/**
 * Feeds what `scheme` signs in `message` into `sink`.
 *
 * @throws Error when the scheme's content needs a timestamp or an id that the message lacks
 */
export function feedContent(scheme: SignatureScheme, message: SignedMessage, sink: Sink): void {
	let text = '';
	for (const part of contentOf(scheme).parts) {
		if (part === BODY) {
			if (text !== '') sink.update(text);
			sink.update(message.body);
			text = '';
		} else if (part === TIMESTAMP) {
			text += required(message.timestamp, 'timestamp');
		} else if (part === ID) {
			text += required(message.id, 'message id');
		} else {
			text += part;
		}
	}
	if (text !== '') sink.update(text);
}

/** What `scheme` signs in `message`, for algorithms that take it whole. */
export function signedBytes(scheme: SignatureScheme, message: SignedMessage): Buffer {
	const parts: Buffer[] = [];
	feedContent(scheme, message, { update: (part) => parts.push(Buffer.from(part)) });
	return Buffer.concat(parts);
}

/** Whether the message has everything that the scheme signs. */
export function isComplete(scheme: SignatureScheme, { timestamp, id }: SignedMessage): boolean {
	const { coversTimestamp, coversId } = contentOf(scheme);
	return (timestamp !== undefined || !coversTimestamp) && (id !== undefined || !coversId);
}

function required(value: string | undefined, name: string): string {
	if (value === undefined) throw new Error(`The signature covers a ${name}, but there is none`);
	return value;
}
