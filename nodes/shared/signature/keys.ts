import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';

import { Recent } from '../lib/recent';
import type { SignatureScheme } from './scheme';

/** A secret made ready for use: for an HMAC, one half of an Ed25519 key pair, or why it can be neither. */
export type Key =
	| { readonly kind: 'hmac' | 'public' | 'private'; readonly key: KeyObject }
	| { readonly kind: 'none'; readonly problem: string };

/**
 * The key that a secret's text stands for. Blanks and line breaks around it come from pasting and do not count.
 * Making a key costs more than looking it up, so the keys of the last requests are kept.
 */
export function keyOf(scheme: SignatureScheme, secret: string): Key {
	if (scheme.key !== 'whsec') return textKeys.get(secret);
	return (scheme.ed25519Prefix === undefined ? whsecKeys : standardKeys).get(secret);
}

const PERIOD = 200;
const textKeys = new Recent<string, Key>((secret) => textKey(secret.trim()), PERIOD);
const whsecKeys = new Recent<string, Key>((secret) => whsecKey(secret.trim()), PERIOD);
const standardKeys = new Recent<string, Key>((secret) => standardKey(secret.trim()), PERIOD);

const EMPTY: Key = { kind: 'none', problem: 'it is empty' };

/** An empty key would accept a signature that anybody can compute. */
function textKey(secret: string): Key {
	return secret === '' ? EMPTY : { kind: 'hmac', key: createSecretKey(secret, 'utf8') };
}

/** Text before the Base64 of a key, by the Standard Webhooks specification ("Signature scheme"). */
const SECRET_PREFIX = 'whsec_';

/** Supabase shows the version of the scheme before the secret ("Auth Hooks", HTTP hooks). */
const SHOWN_PREFIX = `v1,${SECRET_PREFIX}`;

function whsecKey(secret: string): Key {
	if (secret === '') return EMPTY;
	const prefix = [SHOWN_PREFIX, SECRET_PREFIX].find((start) => secret.startsWith(start)) ?? '';
	const bytes = fromBase64(secret.slice(prefix.length));
	if (bytes && bytes.length > 0) return { kind: 'hmac', key: createSecretKey(bytes) };
	return { kind: 'none', problem: `it has to be ${SECRET_PREFIX} and the Base64 of the key` };
}

/** Texts before the Base64 of a key, by the Standard Webhooks specification ("Signature scheme", asymmetric). */
const PUBLIC_PREFIX = 'whpk_';

const PRIVATE_PREFIX = 'whsk_';

function standardKey(secret: string): Key {
	if (secret.startsWith(PUBLIC_PREFIX)) return publicKey(secret.slice(PUBLIC_PREFIX.length));
	if (secret.startsWith(PRIVATE_PREFIX)) return privateKey(secret.slice(PRIVATE_PREFIX.length));
	return whsecKey(secret);
}

/** What stands before the 32 key bytes in DER (RFC 8410, sections 4 and 7). */
const SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');

const PKCS8_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');

const KEY_BYTES = 32;

function publicKey(base64: string): Key {
	const bytes = fromBase64(base64);
	if (bytes?.length !== KEY_BYTES) {
		return {
			kind: 'none',
			problem: `a public key has to be ${PUBLIC_PREFIX} and the Base64 of ${KEY_BYTES} bytes`,
		};
	}
	const der = Buffer.concat([SPKI_HEADER, bytes]);
	return { kind: 'public', key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

function privateKey(base64: string): Key {
	const bytes = fromBase64(base64);
	// Some tools write the seed alone, others the seed with the public key behind it.
	if (bytes?.length !== KEY_BYTES && bytes?.length !== 2 * KEY_BYTES) {
		return {
			kind: 'none',
			problem: `a private key has to be ${PRIVATE_PREFIX} and the Base64 of ${KEY_BYTES} or ${2 * KEY_BYTES} bytes`,
		};
	}
	const der = Buffer.concat([PKCS8_HEADER, bytes.subarray(0, KEY_BYTES)]);
	return { kind: 'private', key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
}

/** The bytes of a Base64 text, with or without the padding at its end; undefined when it is none. */
function fromBase64(text: string): Buffer | undefined {
	const bytes = Buffer.from(text, 'base64');
	const withoutPadding = (base64: string) => base64.replace(/=+$/, '');
	return withoutPadding(bytes.toString('base64')) === withoutPadding(text) ? bytes : undefined;
}

/**
 * Why a secret cannot do what it is for, as a sentence's end ("it is …"); undefined when it can. Tells no part of it.
 */
export function secretProblem(
	scheme: SignatureScheme,
	secret: string,
	use: 'sign' | 'verify',
): string | undefined {
	const key = keyOf(scheme, secret);
	if (key.kind === 'none') return key.problem;
	if (use === 'verify' && key.kind === 'private') {
		return `it is a private key (${PRIVATE_PREFIX}), which only the sender has: enter the public key (${PUBLIC_PREFIX})`;
	}
	if (use === 'sign' && key.kind === 'public') {
		return `it is a public key (${PUBLIC_PREFIX}), which cannot sign: enter the private key (${PRIVATE_PREFIX})`;
	}
	return undefined;
}

/** What is wrong with a secret whatever its scheme, judged by the prefix that it has. */
export function malformedKey(secret: string): string | undefined {
	const trimmed = secret.trim();
	const prefixes = [SHOWN_PREFIX, SECRET_PREFIX, PUBLIC_PREFIX, PRIVATE_PREFIX];
	if (!prefixes.some((prefix) => trimmed.startsWith(prefix))) return undefined;
	const key = standardKeys.get(secret);
	return key.kind === 'none' ? key.problem : undefined;
}
