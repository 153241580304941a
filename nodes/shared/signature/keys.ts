import { createHash, createSecretKey } from 'node:crypto';

import { Recent } from '../lib/recent';
import { fromBase64, fromHex } from '../lib/text';
import { type Key, readKeyPair } from './keyPair';
import type { Algorithm, JwtAlgorithm, KeyEncoding, SignatureScheme } from './scheme';

/** What a key is made for. */
export interface KeyNeed {
	readonly algorithm: Algorithm | JwtAlgorithm;
	readonly key?: KeyEncoding | undefined;
}

/**
 * The key that a secret's text stands for. Blanks and line breaks around it come from pasting and do not count.
 * Making a key costs more than looking it up, so the keys of the last requests are kept.
 */
export function keyOf({ algorithm, key = 'text' }: KeyNeed, secret: string): Key {
	switch (algorithm) {
		case 'ed25519':
			return (key === 'whsec' ? namedKeys : ed25519Keys).get(secret);
		case 'ecdsa-sha256':
		case 'ES256':
			return ecKeys.get(secret);
		case 'rsa-sha1':
		case 'rsa-sha256':
		case 'RS256':
			return rsaKeys.get(secret);
		default:
			return secretKeys[key].get(secret);
	}
}

/** How many lookups a key outlives. */
const PERIOD = 200;

const kept = (make: (secret: string) => Key) =>
	new Recent<string, Key>((secret) => (secret.trim() === '' ? EMPTY : make(secret.trim())), PERIOD);

/** An empty key would accept a signature that anybody can compute. */
const EMPTY: Key = { kind: 'none', problem: 'it is empty' };

/** Of Standard Webhooks, where the bytes alone are a key of the other kind. */
const namedKeys = kept((secret) =>
	readKeyPair('ed25519', secret.startsWith('wh') ? secret : 'whpk_'),
);

const ed25519Keys = kept((secret) => readKeyPair('ed25519', secret));
const ecKeys = kept((secret) => readKeyPair('ec', secret));
const rsaKeys = kept((secret) => readKeyPair('rsa', secret));

const secretKeys: Readonly<Record<KeyEncoding, Recent<string, Key>>> = {
	text: kept((secret) => fromBytes(Buffer.from(secret), 'it is empty')),
	sha1: kept((secret) => fromBytes(createHash('sha1').update(secret).digest(), 'it is empty')),
	hex: kept((secret) => fromBytes(fromHex(secret), 'it has to be written in hex')),
	base64: kept((secret) => fromBytes(fromBase64(secret), 'it has to be Base64')),
	whsec: kept((secret) =>
		fromBytes(
			fromBase64(secret.replace(SHOWN_PREFIX, '')),
			'it has to be whsec_ and the Base64 of the key',
		),
	),
};

/**
 * Text before the Base64 of a key: `whsec_` by the Standard Webhooks specification ("Signature scheme"). Supabase shows
 * the version of the scheme before it ("Auth Hooks", HTTP hooks).
 */
const SHOWN_PREFIX = /^(?:v1,)?whsec_/;

function fromBytes(bytes: Buffer | undefined, problem: string): Key {
	if (!bytes || bytes.length === 0) return { kind: 'none', problem };
	return { kind: 'secret', key: createSecretKey(bytes) };
}

/**
 * Why a secret cannot do what it is for, as a sentence's end ("it is …"); undefined when it can. Tells no part of it.
 */
export function secretProblem(
	scheme: SignatureScheme,
	secret: string,
	use: 'sign' | 'verify',
): string | undefined {
	const needs = needsOf(scheme);
	const problems = needs.map((need) => keyProblem(keyOf(need, secret), use));
	if (problems.includes(undefined)) return undefined;
	// Of several kinds of keys, the one that the secret looks like has the most to say.
	const closest = needs.findIndex((need) => isKeyPair(need) === looksLikeKeyPair(secret));
	return problems[Math.max(closest, 0)];
}

function keyProblem(key: Key, use: 'sign' | 'verify'): string | undefined {
	if (key.kind === 'none') return key.problem;
	if (use === 'verify' && key.kind === 'private') {
		return 'it is a private key, which only the sender has: enter the public key';
	}
	if (use === 'sign' && key.kind === 'public') {
		return 'it is a public key, which cannot sign: enter the private key';
	}
	return undefined;
}

/** The kinds of keys that a scheme can be used with. */
export function needsOf(scheme: SignatureScheme): readonly KeyNeed[] {
	if (scheme.kind === 'token') return [{ algorithm: 'sha256' }];
	if (scheme.kind === 'signature') return scheme.forms;
	return scheme.algorithms.map((algorithm) => ({ algorithm, key: scheme.key }));
}

const SHARED: readonly string[] = ['hmac-sha1', 'hmac-sha256', 'hmac-sha512', 'sha256', 'HS256'];

function isKeyPair({ algorithm }: KeyNeed): boolean {
	return !SHARED.includes(algorithm);
}

const KEY_PAIR = /^wh[ps]k_|^-----BEGIN|^\{/;

/** Whether a secret is written as one half of a key pair is. */
export function looksLikeKeyPair(secret: string): boolean {
	return KEY_PAIR.test(secret.trim());
}

/** What is wrong with a secret whatever its scheme, judged by how it begins. */
export function malformedKey(secret: string): string | undefined {
	const trimmed = secret.trim();
	if (trimmed.startsWith('-----BEGIN')) return brokenPem(trimmed);
	const key = SHOWN_PREFIX.test(trimmed)
		? keyOf({ algorithm: 'hmac-sha256', key: 'whsec' }, secret)
		: /^wh[ps]k_/.test(trimmed) && keyOf({ algorithm: 'ed25519' }, secret);
	return key && key.kind === 'none' ? key.problem : undefined;
}

function brokenPem(pem: string): string | undefined {
	const kinds = [ed25519Keys, ecKeys, rsaKeys].map((keys) => keys.get(pem).kind);
	if (kinds.some((kind) => kind !== 'none')) return undefined;
	return 'it begins as one in PEM does, but holds no Ed25519, ECDSA (P-256) or RSA key';
}
