import {
	type BinaryToTextEncoding,
	createHash,
	createHmac,
	type KeyObject,
	sign,
	timingSafeEqual,
	verify,
} from 'node:crypto';

import { bytesOf, type Content, feed } from './content';
import type { Algorithm, Encoding, KeyPairAlgorithm, SignatureForm, Template } from './scheme';

/** The names of hashes as Node.js knows them. Ed25519 has its own inside. */
const HASH: Readonly<Record<Algorithm, string | null>> = {
	'hmac-sha1': 'sha1',
	'hmac-sha256': 'sha256',
	'hmac-sha512': 'sha512',
	sha256: 'sha256',
	ed25519: null,
	'ecdsa-sha256': 'sha256',
	'rsa-sha1': 'sha1',
	'rsa-sha256': 'sha256',
};

/** Bytes of a signature; undefined where they depend on the key. */
const LENGTH: Readonly<Partial<Record<Algorithm, number>>> = {
	'hmac-sha1': 20,
	'hmac-sha256': 32,
	'hmac-sha512': 64,
	sha256: 32,
	ed25519: 64,
};

/** A curve's two numbers of 32 bytes each (IEEE P1363); senders write DER, which is longer. */
const P1363_LENGTH = 64;

/** What is signed, by whom. */
export interface Signing {
	readonly form: SignatureForm;
	readonly template: Template;
	readonly content: Content;
	readonly key: KeyObject;
}

/** The signature in its form's encoding, without a prefix; undefined where something that is signed is missing. */
export function signatureText(signing: Signing): string | undefined {
	const { form, key } = signing;
	if (!isKeyPair(form.algorithm)) return digest(signing, form.encoding);
	const bytes = bytesOf(signing.template, signing.content);
	return bytes && sign(HASH[form.algorithm], bytes, key).toString(form.encoding);
}

/** Whether one of the texts is the signature; undefined where something that is signed is missing. */
export function isSignature(signing: Signing, texts: readonly string[]): boolean | undefined {
	return isKeyPair(signing.form.algorithm)
		? isOfKeyPair(signing, signing.form.algorithm, texts)
		: isDigest(signing, texts);
}

const KEY_PAIRS: ReadonlySet<Algorithm> = new Set<KeyPairAlgorithm>([
	'ed25519',
	'ecdsa-sha256',
	'rsa-sha1',
	'rsa-sha256',
]);

function isKeyPair(algorithm: Algorithm): algorithm is KeyPairAlgorithm {
	return KEY_PAIRS.has(algorithm);
}

function digest(
	{ form, template, content, key }: Signing,
	encoding: BinaryToTextEncoding,
): string | undefined {
	const name = HASH[form.algorithm] ?? '';
	if (form.algorithm === 'sha256') {
		const hash = createHash(name);
		const secret = key.export().toString('utf8');
		return feed(template, { ...content, secret }, hash) ? hash.digest(encoding) : undefined;
	}
	const hmac = createHmac(name, key);
	return feed(template, content, hmac) ? hmac.digest(encoding) : undefined;
}

function isDigest(signing: Signing, texts: readonly string[]): boolean | undefined {
	const { encoding } = signing.form;
	// Digits of hex may be capitals, so it is the bytes that are compared. The others have but one text for them.
	const isHex = encoding === 'hex';
	const text = digest(signing, isHex ? 'binary' : encoding);
	if (text === undefined) return undefined;
	const expected = Buffer.from(text, 'binary');
	// No early exit: how long it takes must not tell which one was right.
	let good = false;
	for (const given of texts) {
		const received = Buffer.from(given, isHex ? 'hex' : 'utf8');
		// What is no hex digit ends the decoding, so that only the length tells whether everything was decoded.
		const whole = !isHex || given.length === 2 * expected.length;
		const same = received.length === expected.length && timingSafeEqual(received, expected);
		good = (whole && same) || good;
	}
	return good;
}

function isOfKeyPair(
	{ form, template, content, key }: Signing,
	algorithm: KeyPairAlgorithm,
	texts: readonly string[],
): boolean | undefined {
	const bytes = bytesOf(template, content);
	if (bytes === undefined) return undefined;
	return texts.some((text) => {
		const signature = decoded(text, form.encoding);
		if (signature === undefined) return false;
		const isPlain = algorithm === 'ecdsa-sha256' && signature.length === P1363_LENGTH;
		const dsaEncoding = isPlain ? 'ieee-p1363' : 'der';
		return verify(HASH[algorithm], bytes, { key, dsaEncoding }, signature);
	});
}

/** Whether a text has the form of a signature, to tell the sender what is wrong with it. */
export function looksLikeSignature({ algorithm, encoding }: SignatureForm, text: string): boolean {
	const length = decoded(text, encoding)?.length;
	return length !== undefined && length > 0 && length === (LENGTH[algorithm] ?? length);
}

/** The bytes of a text that is exactly their encoding: `Buffer.from` leaves out what it cannot decode. */
function decoded(text: string, encoding: Encoding): Buffer | undefined {
	const bytes = Buffer.from(text, encoding);
	const again = bytes.toString(encoding);
	return again === (encoding === 'hex' ? text.toLowerCase() : text) ? bytes : undefined;
}
