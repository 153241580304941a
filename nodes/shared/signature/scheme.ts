/**
 * How a sender proves that a webhook is its own: everything that signing and verifying need to know, as data. With a
 * signature over what is sent, with a JSON Web Token, or with a token that only the two sides know.
 */
export type SignatureScheme = SignedScheme | JwtScheme | TokenScheme;

interface AnyScheme {
	/** What an item reports in `delivery.verified`. */
	readonly id: string;
	/**
	 * The elements of the JSON body that carry a proof each, where the sender sends several at once: a path with `*` for
	 * each entry of a list. Fields are then the element's, and every element has to be good.
	 */
	readonly each?: string;
}

/** Where a value stands in a request. */
export type Place =
	| { readonly header: string }
	| { readonly query: string }
	/** A field of the JSON body or form, with dots between the keys; `*` stands for each entry of a list. */
	| { readonly field: string };

/** A signature over parts of the request. */
export interface SignedScheme extends AnyScheme {
	readonly kind: 'signature';
	/** Where it stands. Of several places, for two keys or for two names of one header, any may be used. */
	readonly at: Place | readonly [Place, ...Place[]];
	/** What a signature can be made with. A scheme has more than one where it leaves the choice to the key. */
	readonly forms: readonly [SignatureForm, ...SignatureForm[]];
	/** The signed bytes, as a `Template`. */
	readonly content: Template;
	/** How a place holds more than one value. Just one unless said otherwise. */
	readonly layout?: Layout;
	readonly timestamp?: Timestamp;
	/** Where the id of the message stands. */
	readonly messageId?: Place;
	/**
	 * Where the hash of a body stands that is signed only through it. It has to be there, unless the content covers the
	 * body as a form.
	 */
	readonly bodyHash?: { readonly at: Place; readonly is: Template };
}

/**
 * Text with placeholders for what is sent, byte for byte:
 * - `{body}`, `{timestamp}`, `{id}` (of the message), `{method}`;
 * - `{url}` (the public address with its query), `{url:decoded}` (with the escapes decoded that HubSpot decodes),
 *   `{url:withPort}` (with the usual port where it has none) and `{url:withoutPort}`, `{path}` and `{query}` (without `?`)
 *   of it, `{target}` (both, as in the first line of the request);
 * - `{header:Name}`; `{signedHeaders:Name}`: the headers which that header lists, as `name:value;name:value`;
 * - `{field:a.b}`: a field of the body as text, empty where there is none;
 * - `{lines:A,B}`: of these fields those that are there, each as a line with its name and one with its value;
 * - `{first}`: the first element of a JSON list as it was sent;
 * - `{form}`: names and values of a form, sorted by name, one after the other; empty where the body is none;
 * - `{bodyHash:sha256}`: a hash of the body in hex, or in Base64 with `{bodyHash:sha256:base64}`; also `sha512`, `sha1`,
 *   `md5`, and `crc32` as a decimal number; `{urlHash:sha256}`: the same of the address;
 * - `{setting:name}`: what the user has entered under this name;
 * - `{secret}`, for the algorithm `sha256`.
 */
export type Template = string;

/** A signature, and the key that it is made with. */
export interface SignatureForm {
	readonly algorithm: Algorithm;
	readonly encoding: Encoding;
	/** Text before the encoded signature, for example `sha256=`. */
	readonly prefix?: string;
	/** The key of the signature among `pairs`; any but the timestamp's unless said otherwise. */
	readonly pair?: string;
	/** How a secret's text becomes the key; its UTF-8 bytes unless said otherwise. */
	readonly key?: KeyEncoding;
}

/**
 * `sha256` is the hash alone, of a content that holds the secret. The keys of `ed25519`, `ecdsa-sha256` (curve P-256) and
 * `rsa-*` (PKCS #1 v1.5) are read in every usual spelling: PEM, JWK, DER in Base64, raw bytes in hex or Base64, `whpk_`.
 */
export type Algorithm = HmacAlgorithm | 'sha256' | KeyPairAlgorithm;

export type HmacAlgorithm = 'hmac-sha1' | 'hmac-sha256' | 'hmac-sha512';

export type KeyPairAlgorithm = 'ed25519' | 'ecdsa-sha256' | 'rsa-sha1' | 'rsa-sha256';

export type Encoding = 'hex' | 'base64' | 'base64url';

/**
 * `whsec` is Base64 with or without `whsec_` before it, and for Ed25519 only what has `whpk_` or `whsk_` before it; `sha1`
 * is the SHA-1 of the text.
 */
export type KeyEncoding = 'text' | 'base64' | 'hex' | 'whsec' | 'sha1';

/** How one place holds several values. */
export type Layout =
	/** Signatures, of which one has to be good; the timestamp is the first where `timestamp` says so. */
	| { readonly kind: 'list'; readonly separator: string }
	/** Keys and values. `groups` separates such pairs from others like them, of which one has to be good. */
	| {
			readonly kind: 'pairs';
			readonly separator: string;
			readonly equals?: string;
			readonly groups?: string;
	  };

/** When a message was signed. */
export interface Timestamp {
	/** A place of its own; a key among the signature's `pairs`; or the first entry of its `list`. */
	readonly at: Place | { readonly pair: string } | 'first';
	/** How it is written; seconds unless said otherwise. ISO 8601 is read whatever is said. */
	readonly unit?: TimestampUnit;
}

/** Seconds, milliseconds, or seconds with a fraction since 1970; ISO 8601. */
export type TimestampUnit = 's' | 'ms' | 'fraction' | 'iso';

/** A JSON Web Token (RFC 7519). It binds the body where a claim holds the body's hash. */
export interface JwtScheme extends AnyScheme {
	readonly kind: 'jwt';
	readonly at: Place;
	/** Text before the token, in any case; may be left out by the sender: `Bearer `. */
	readonly prefix?: string;
	/** Which ones are accepted; the kind of the key decides between them, never the token alone. */
	readonly algorithms: readonly [JwtAlgorithm, ...JwtAlgorithm[]];
	/** For HS256. */
	readonly key?: KeyEncoding;
	/** What claims have to be; one whose name ends in `?` may be absent. `exp`, `nbf` and `iat` count by themselves. */
	readonly claims?: Readonly<Record<string, Template>>;
}

export type JwtAlgorithm = 'HS256' | 'RS256' | 'ES256';

/** The secret itself, which is only as safe as the way on which it travels. */
export interface TokenScheme extends AnyScheme {
	readonly kind: 'token';
	readonly at: Place;
	/** Text before the token, in any case: `Bearer `. */
	readonly prefix?: string;
	/** Basic authentication sends `user:password` in Base64. */
	readonly encoding?: 'base64';
}

/** A header's value as Node.js gives it: absent, once, or several times. */
export type HeaderValue = string | string[] | undefined;

/** What of a request can be signed. */
export interface SignableRequest {
	readonly method: string;
	/** The address under which the sender knows the receiver, without the query. */
	readonly url: string;
	/** As it was sent, without `?`. */
	readonly queryString: string;
	/** The same, parsed. */
	readonly query: Readonly<Record<string, unknown>>;
	/** By their names in lower case. */
	readonly headers: Readonly<Record<string, HeaderValue>>;
	readonly rawBody: Buffer;
	/** The parsed JSON body, or the fields of a form. */
	readonly body: unknown;
	/** What the user has entered for `{setting:name}`. */
	readonly settings?: Readonly<Record<string, string>>;
}
