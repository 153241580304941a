/** How a sender proves that a webhook is its own: everything that signing and verifying need to know, as data. */
export interface SignatureScheme {
	/** What an item reports in `delivery.verified`. */
	readonly id: string;
	/** Header that carries the signature, spelled as it is sent. */
	readonly header: string;
	readonly algorithm: 'sha256' | 'sha512';
	readonly encoding: 'hex' | 'base64';
	/** Text before the encoded digest, for example `sha256=`. */
	readonly prefix: string;
	/**
	 * The signed bytes: text in which `{body}`, `{timestamp}` and `{id}` stand for the raw body, the timestamp and the
	 * message id as they are sent.
	 */
	readonly content: string;
	/** Header that carries the timestamp. Needed when `content` holds `{timestamp}`, unless the layout is `pairs`. */
	readonly timestampHeader?: string;
	/** What the timestamp counts since 1970. Seconds unless said otherwise. */
	readonly timestampUnit?: 's' | 'ms';
	/** Header that carries the message id. Needed when `content` holds `{id}`. */
	readonly idHeader?: string;
	/**
	 * How the header holds signatures: `one`; a `list` separated by spaces, of which one has to be good; or `pairs`, a
	 * comma separated list in which `t=` is the timestamp. `one` unless said otherwise.
	 */
	readonly layout?: 'one' | 'list' | 'pairs';
	/** How a secret's text becomes the key: its UTF-8 bytes, or what stands in Base64 behind `whsec_`. */
	readonly key?: 'utf8' | 'whsec';
	/** Text before an Ed25519 signature, where the scheme has these too. Their keys start with `whpk_` and `whsk_`. */
	readonly ed25519Prefix?: string;
}

/** What a signature covers. `timestamp` and `id` are what is sent, character for character. */
export interface SignedMessage {
	readonly body: Buffer;
	readonly timestamp?: string;
	readonly id?: string;
}

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

/** A header's value as Node.js gives it: absent, once, or several times. */
export type HeaderValue = string | string[] | undefined;
