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
	 * The signed bytes: text in which `{body}`, `{timestamp}` and `{id}` stand for the raw body, the timestamp
	 * header's value and the message id header's value.
	 */
	readonly content: string;
	/** Header that carries the timestamp (Unix seconds). Needed when `content` holds `{timestamp}`. */
	readonly timestampHeader?: string;
	/** Header that carries the message id. Needed when `content` holds `{id}`. */
	readonly idHeader?: string;
}

/** What a signature covers. `timestamp` and `id` are the header values, character for character. */
export interface SignedMessage {
	readonly body: Buffer;
	readonly timestamp?: string;
	readonly id?: string;
}
