import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

import { fromBase64 } from '../lib/text';

/** A secret made ready for use: for an HMAC, one half of a key pair, or why it can be neither. */
export type Key =
	| { readonly kind: 'secret' | 'public' | 'private'; readonly key: KeyObject }
	| { readonly kind: 'none'; readonly problem: string };

type KeyType = 'ed25519' | 'ec' | 'rsa';

const NAME: Readonly<Record<KeyType, string>> = {
	ed25519: 'an Ed25519 key',
	ec: 'an ECDSA key of the curve P-256',
	rsa: 'an RSA key',
};

const SPELLINGS: Readonly<Record<KeyType, string>> = {
	ed25519:
		'whpk_ (or whsk_ to sign) and the Base64 of 32 bytes, these bytes in hex or Base64, PEM or JWK',
	ec: 'PEM, JWK, or DER in Base64',
	rsa: 'PEM, JWK, or DER in Base64',
};

/** One half of a key pair, in any spelling; or why it is none of this type. */
export function readKeyPair(type: KeyType, text: string): Key {
	try {
		const key = readPem(text) ?? readJwk(text) ?? readRaw(type, text) ?? readDer(text);
		if (key && isOfType(key, type)) {
			return { kind: key.type === 'private' ? 'private' : 'public', key };
		}
	} catch {
		// Whatever OpenSSL says about it, it is none of these; its message could hold a part of the key.
	}
	return { kind: 'none', problem: problemOf(type, text) };
}

function problemOf(type: KeyType, text: string): string {
	if (text.startsWith(PUBLIC_PREFIX)) {
		return `a public key has to be ${PUBLIC_PREFIX} and the Base64 of ${KEY_BYTES} bytes`;
	}
	if (text.startsWith(PRIVATE_PREFIX)) {
		return `a private key has to be ${PRIVATE_PREFIX} and the Base64 of ${KEY_BYTES} or ${2 * KEY_BYTES} bytes`;
	}
	return `it has to be ${NAME[type]}: ${SPELLINGS[type]}`;
}

function isOfType({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, type: KeyType): boolean {
	if (asymmetricKeyType !== type) return false;
	return type !== 'ec' || asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

const PEM = /^-----BEGIN ([A-Z0-9 ]+)-----(.+)-----END \1-----$/s;

/** A field of one line makes blanks, or `\n` in two characters, of the line breaks of a PEM text. */
function readPem(text: string): KeyObject | undefined {
	const [, label = '', content] = PEM.exec(text) ?? [];
	if (content === undefined) return undefined;
	const base64 = content.replace(/\\n|\s/g, '');
	const lines = base64.match(/.{1,64}/g) ?? [];
	const pem = [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n');
	return label.includes('PRIVATE') ? createPrivateKey(pem) : createPublicKey(pem);
}

function readJwk(text: string): KeyObject | undefined {
	if (!text.startsWith('{')) return undefined;
	const key = JSON.parse(text) as JsonWebKey;
	const format = 'jwk';
	return key.d === undefined ? createPublicKey({ key, format }) : createPrivateKey({ key, format });
}

/** What stands before the 32 key bytes in DER (RFC 8410, sections 4 and 7). */
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');

const PKCS8_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');

const KEY_BYTES = 32;

/** Text before the Base64 of a key, by the Standard Webhooks specification ("Signature scheme", asymmetric). */
const PUBLIC_PREFIX = 'whpk_';

const PRIVATE_PREFIX = 'whsk_';

/** The bytes of an Ed25519 key. Without a prefix they are those of a public key. */
function readRaw(type: KeyType, text: string): KeyObject | undefined {
	if (type !== 'ed25519') return undefined;
	const isPrivate = text.startsWith(PRIVATE_PREFIX);
	const isNamed = isPrivate || text.startsWith(PUBLIC_PREFIX);
	const bytes = rawBytes(isNamed ? text.slice(PUBLIC_PREFIX.length) : text, isNamed);
	// Some tools write the seed of a private key alone, others the seed with the public key behind it.
	if (bytes?.length !== KEY_BYTES && !(isPrivate && bytes?.length === 2 * KEY_BYTES))
		return undefined;
	const seed = bytes.subarray(0, KEY_BYTES);
	return isPrivate
		? createPrivateKey({ key: Buffer.concat([PKCS8_HEADER, seed]), format: 'der', type: 'pkcs8' })
		: createPublicKey({ key: Buffer.concat([SPKI_HEADER, seed]), format: 'der', type: 'spki' });
}

function rawBytes(text: string, isNamed: boolean): Buffer | undefined {
	if (!isNamed && /^[\da-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
	return fromBase64(text);
}

function readDer(text: string): KeyObject | undefined {
	const key = fromBase64(text.replace(/\s/g, ''));
	if (!key) return undefined;
	try {
		return createPublicKey({ key, format: 'der', type: 'spki' });
	} catch {
		return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
	}
}
