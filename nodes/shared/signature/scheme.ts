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
	/** Where the timestamp stands in the JSON body, with dots between the keys, for a sender that signs it there. */
	readonly timestampPath?: string;
	/** What the timestamp counts since 1970. Seconds unless said otherwise. */
	readonly timestampUnit?: TimestampUnit;
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

export type TimestampUnit = 's' | 'ms';

/** What a signature covers. `timestamp` and `id` are what is sent, character for character. */
export interface SignedMessage {
	readonly body: Buffer;
	readonly timestamp?: string;
	readonly id?: string;
}

/** A header's value as Node.js gives it: absent, once, or several times. */
export type HeaderValue = string | string[] | undefined;
