import {
	type BinaryToTextEncoding,
	createHmac,
	type KeyObject,
	sign,
	timingSafeEqual,
	verify,
} from 'node:crypto';

import { isObject } from '../lib/json';
import { bytesOf } from './content';
import { keyOf, looksLikeKeyPair } from './keys';
import type { Key } from './keyPair';
import { readPlace } from './place';
import type { JwtAlgorithm, JwtScheme, SignableRequest } from './scheme';
import { behindPrefix } from './token';
import type { Proof, Verdict } from './verdict';

/** A token of three parts, of which the first two are what is signed. */
interface Token {
	readonly algorithm: JwtAlgorithm;
	readonly signed: string;
	readonly signature: string;
	readonly claims: Readonly<Record<string, unknown>>;
}

/** Checks a JSON Web Token (RFC 7519, RFC 7515); see `verify`. */
export function verifyJwt(
	scheme: JwtScheme,
	secrets: readonly string[],
	request: SignableRequest,
): Verdict {
	const value = readPlace(scheme.at, request);
	if (typeof value !== 'string') return value;
	const token = readToken(scheme, behindPrefix(value, scheme.prefix ?? '') ?? value);
	if (!token) return { problem: 'malformed' };
	const good = secrets.map((secret) => {
		const key = jwtKey(scheme, token.algorithm, secret);
		return (key.kind === 'secret' || key.kind === 'public') && isSignedBy(token, key.key);
	});
	if (!good.includes(true) || !hasClaims(scheme, token, request)) return { problem: 'mismatch' };
	return { verified: scheme.id, ...readTimes(token) };
}

/** A public key must never serve as the shared secret of an HMAC: everybody knows it. */
function jwtKey({ key }: JwtScheme, algorithm: JwtAlgorithm, secret: string): Key {
	if (algorithm === 'HS256' && looksLikeKeyPair(secret)) {
		return { kind: 'none', problem: 'it is a key of a key pair' };
	}
	return keyOf({ algorithm, key }, secret);
}

function readToken({ algorithms }: JwtScheme, text: string): Token | undefined {
	const [head = '', claims = '', signature = '', ...more] = text.split('.');
	const header = parsePart(head);
	const payload = parsePart(claims);
	const algorithm = algorithms.find((name) => name === header?.alg);
	// A receiver that does not know a critical extension has to refuse the token (RFC 7515, section 4.1.11).
	if (!header || !payload || !algorithm || 'crit' in header || more.length > 0) return undefined;
	if (signature === '') return undefined;
	return { algorithm, signed: `${head}.${claims}`, signature, claims: payload };
}

function parsePart(base64url: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'));
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

const ENCODING: BinaryToTextEncoding = 'base64url';

function isSignedBy({ algorithm, signed, signature }: Token, key: KeyObject): boolean {
	const bytes = Buffer.from(signed);
	if (algorithm === 'HS256') {
		const expected = Buffer.from(createHmac('sha256', key).update(bytes).digest(ENCODING));
		const received = Buffer.from(signature);
		return received.length === expected.length && timingSafeEqual(received, expected);
	}
	const decoded = Buffer.from(signature, ENCODING);
	return (
		decoded.toString(ENCODING) === signature &&
		verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, decoded)
	);
}

/** What stands behind the name of a claim that may be absent. */
const OPTIONAL = '?';

function hasClaims({ claims = {} }: JwtScheme, token: Token, request: SignableRequest): boolean {
	return Object.entries(claims).every(([name, template]) => {
		const isOptional = name.endsWith(OPTIONAL);
		const claim = token.claims[isOptional ? name.slice(0, -OPTIONAL.length) : name];
		if (claim === undefined) return isOptional;
		const expected = bytesOf(template, { request })?.toString();
		// Only `aud` may be a list, of which one has to fit (RFC 7519, section 4.1.3).
		return (
			expected !== undefined &&
			(Array.isArray(claim) ? claim.includes(expected) : claim === expected)
		);
	});
}

function readTimes({ claims }: Token): Omit<Proof, 'verified'> {
	const { iat, nbf, exp, jti } = claims;
	return {
		signedAt: typeof iat === 'number' ? { text: String(iat), ms: iat * 1000 } : undefined,
		id: typeof jti === 'string' && jti !== '' ? jti : undefined,
		validFromMs: typeof nbf === 'number' ? nbf * 1000 : undefined,
		validUntilMs: typeof exp === 'number' ? exp * 1000 : undefined,
	};
}

/**
 * A token for a request that is about to be sent; undefined where a claim stands for what the request lacks.
 *
 * @param key a secret or private key
 */
export function writeJwt(
	{ claims = {} }: JwtScheme,
	algorithm: JwtAlgorithm,
	key: KeyObject,
	request: SignableRequest,
	nowMs: number,
): string | undefined {
	const payload: Record<string, unknown> = { iat: Math.floor(nowMs / 1000) };
	for (const [name, template] of Object.entries(claims)) {
		const value = bytesOf(template, { request })?.toString();
		if (value === undefined) return undefined;
		payload[name.endsWith(OPTIONAL) ? name.slice(0, -OPTIONAL.length) : name] = value;
	}
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString(ENCODING);
	const signed = `${part({ alg: algorithm, typ: 'JWT' })}.${part(payload)}`;
	const signature =
		algorithm === 'HS256'
			? createHmac('sha256', key).update(signed).digest(ENCODING)
			: sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString(ENCODING);
	return `${signed}.${signature}`;
}
