import fc from 'fast-check';

import { parseJson } from '../../nodes/shared/lib/json';
import { covers } from '../../nodes/shared/signature/content';
import type {
	Algorithm,
	Encoding,
	HeaderValue,
	JwtAlgorithm,
	JwtScheme,
	KeyEncoding,
	Layout,
	Place,
	SignableRequest,
	SignatureScheme,
	SignedScheme,
	Timestamp,
	TimestampUnit,
	TokenScheme,
} from '../../nodes/shared/signature/scheme';
import { signatureParts } from '../../nodes/shared/signature/sign';
import { type KeyPair, keyPairs, makeKeyPairs } from './keyPairs';
import { requestOf } from './signed';

/** Secrets of both sides, and another one of the kind for each. */
export interface Secrets {
	readonly signer: string;
	readonly verifier: string;
	readonly otherSigner: string;
	readonly other: string;
}

/** A scheme, its secrets, and what is sent by it. */
export interface AnySending<Scheme extends SignatureScheme = SignatureScheme> {
	readonly scheme: Scheme;
	readonly secrets: Secrets;
	/** Without anything that the scheme brings. */
	readonly request: SignableRequest;
	readonly id: string;
	readonly nowMs: number;
}

const PAIRS: Partial<Record<Algorithm | JwtAlgorithm, keyof typeof keyPairs>> = {
	ed25519: 'ed25519',
	'ecdsa-sha256': 'ec',
	ES256: 'ec',
	'rsa-sha1': 'rsa',
	'rsa-sha256': 'rsa',
	RS256: 'rsa',
};

const otherKeyPairs = makeKeyPairs();

/** The spellings of a public key, by its kind. Others are taken for one that the kind has. */
const SPELLINGS = ['pem', 'jwk', 'der', 'raw hex', 'raw base64', 'whpk'] as const;

type Spelling = (typeof SPELLINGS)[number];

function publicText({ publicKey, publicPem }: KeyPair, spelling: Spelling): string {
	const jwk = publicKey.export({ format: 'jwk' });
	const raw = jwk.crv === 'Ed25519' ? Buffer.from(jwk.x ?? '', 'base64url') : undefined;
	if (spelling === 'jwk') return JSON.stringify(jwk);
	if (spelling === 'der')
		return publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
	if (spelling === 'pem' || raw === undefined) return publicPem;
	if (spelling === 'raw hex') return raw.toString('hex');
	return `${spelling === 'whpk' ? 'whpk_' : ''}${raw.toString('base64')}`;
}

const WRITTEN: Record<KeyEncoding, (bytes: Buffer) => string> = {
	text: (bytes) => bytes.toString('hex'),
	sha1: (bytes) => bytes.toString('hex'),
	hex: (bytes) => bytes.toString('hex'),
	base64: (bytes) => bytes.toString('base64'),
	whsec: (bytes) => `whsec_${bytes.toString('base64')}`,
};

function secretsFor(
	algorithm: Algorithm | JwtAlgorithm,
	key: KeyEncoding,
	bytes: Buffer,
	spelling: Spelling,
): Secrets {
	const pair = PAIRS[algorithm];
	if (pair) {
		return {
			signer: keyPairs[pair].privatePem,
			verifier: publicText(keyPairs[pair], spelling),
			otherSigner: otherKeyPairs[pair].privatePem,
			other: publicText(otherKeyPairs[pair], spelling),
		};
	}
	const secret = WRITTEN[key](bytes);
	const other = WRITTEN[key](Buffer.concat([bytes, bytes]));
	return { signer: secret, verifier: secret, otherSigner: other, other };
}

const keyEncoding = fc.constantFrom<KeyEncoding>('text', 'base64', 'hex', 'whsec', 'sha1');
const keyBytes = fc.uint8Array({ minLength: 16, maxLength: 64 }).map((array) => Buffer.from(array));
const spelling = fc.constantFrom(...SPELLINGS);
const id = fc.stringMatching(/^[a-z0-9_]{1,20}$/);
const nowMs = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2090, 0) });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

const URL = 'https://n8n.example.com/webhook/a%2Fb';
const JSON_TYPE = 'application/json; charset=utf-8';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** What may be sent: JSON of both kinds, a form, bytes that are no text, nothing. */
const body = fc.oneof(
	text.map((value) => ({ type: JSON_TYPE, rawBody: Buffer.from(JSON.stringify({ text: value })) })),
	fc.array(text, { minLength: 1, maxLength: 3 }).map((values) => ({
		type: JSON_TYPE,
		rawBody: Buffer.from(JSON.stringify(values.map((value) => ({ text: value })))),
	})),
	fc.dictionary(text, text, { noNullPrototype: true, maxKeys: 4 }).map((fields) => ({
		type: FORM_TYPE,
		rawBody: Buffer.from(new URLSearchParams(fields).toString()),
	})),
	fc.uint8Array({ maxLength: 60 }).map((bytes) => ({
		type: 'application/octet-stream',
		rawBody: Buffer.from(bytes),
	})),
);

const request: fc.Arbitrary<SignableRequest> = fc
	.record({
		body,
		method: fc.constantFrom('POST', 'PUT'),
		queryString: fc.constantFrom('', 'a=b', 'a=1&b=%20x'),
	})
	.map(({ body: { type, rawBody }, method, queryString }) =>
		requestOf({
			method,
			url: URL,
			queryString,
			query: Object.fromEntries(new URLSearchParams(queryString)),
			rawBody,
			body:
				type === FORM_TYPE
					? Object.fromEntries(new URLSearchParams(rawBody.toString()))
					: parseJson(rawBody),
			headers: { 'content-type': type, 'x-tenant': 'one' },
			settings: { hook: 'WH' },
		}),
	);

/** Separators that no encoding and no timestamp holds. */
const layout: fc.Arbitrary<Layout | undefined> = fc.option(
	fc.oneof(
		fc.record({ kind: fc.constant('list' as const), separator: fc.constantFrom(' ', ';', '&') }),
		fc.record(
			{
				kind: fc.constant('pairs' as const),
				separator: fc.constantFrom(',', ';', '&'),
				equals: fc.constantFrom('=', '|', '~'),
				groups: fc.constant(' '),
			},
			{ requiredKeys: ['kind', 'separator'] },
		),
	),
	{ nil: undefined },
);

/** Pieces of a content. */
const PIECES = [
	'{id}',
	'{method}',
	'{url}',
	'{url:decoded}',
	'{url:withPort}',
	'{url:withoutPort}',
	'{urlHash:sha256}',
	'{path}',
	'{query}',
	'{target}',
	'{header:Content-Type}',
	'{signedHeaders:X-Signed-Headers}',
	'{field:text}',
	'{lines:text,more}',
	'{form}',
	'{bodyHash:sha512:base64}',
	'{bodyHash:sha1}',
	'{bodyHash:md5:base64url}',
	'{bodyHash:crc32}',
	'{setting:hook}',
	'v0',
	'.',
	'\n',
	'{}',
	'{unknown}',
];

/** What covers every byte of the body. */
const WHOLE = ['{body}', '{bodyHash:sha256}', '{bodyHash:sha256:base64}'];

const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 4 });

const signedShape = fc.record({
	algorithm: fc.constantFrom<Algorithm>(
		'hmac-sha1',
		'hmac-sha256',
		'hmac-sha512',
		'sha256',
		'ed25519',
		'ecdsa-sha256',
		'rsa-sha1',
		'rsa-sha256',
	),
	encoding: fc.constantFrom<Encoding>('hex', 'base64', 'base64url'),
	key: keyEncoding,
	bytes: keyBytes,
	spelling,
	prefix: fc.constantFrom('', 'sha256=', 'v1,', 'HMAC '),
	layout,
	place: fc.constantFrom('header', 'query', 'two headers'),
	timestamp: fc.constantFrom('none', 'header', 'query', 'beside'),
	unit: fc.constantFrom<TimestampUnit>('s', 'ms', 'fraction', 'iso'),
	before: pieces,
	whole: fc.constantFrom(...WHOLE),
	behind: pieces,
	request,
	id,
	nowMs,
});

type SignedShape = typeof signedShape extends fc.Arbitrary<infer Value> ? Value : never;

const PLACES: Record<string, SignedScheme['at']> = {
	header: { header: 'X-Signature' },
	query: { query: 'signature' },
	'two headers': [{ header: 'X-Signature' }, { header: 'X-Signature-2' }],
};

function timestampOf({ timestamp, unit, layout: its }: SignedShape): Timestamp | undefined {
	if (timestamp === 'none') return undefined;
	if (timestamp === 'query') return { at: { query: 'time' }, unit };
	if (timestamp === 'header' || its === undefined) return { at: { header: 'X-Time' }, unit };
	return { at: its.kind === 'list' ? 'first' : { pair: 't' }, unit };
}

function signedSending(shape: SignedShape): AnySending<SignedScheme> {
	const { algorithm, encoding, key, prefix, layout: its, bytes } = shape;
	const timestamp = timestampOf(shape);
	// What stands in the query changes the address that is signed.
	const isInAddress = (piece: string) =>
		shape.place === 'query' && covers(piece, 'url', 'urlHash', 'query', 'target');
	const content = [...shape.before, shape.whole, ...shape.behind].filter(
		(piece) => !isInAddress(piece),
	);
	if (algorithm === 'sha256') content.unshift('{secret}');
	if (timestamp) content.push('.{timestamp}');
	// A prefix that holds what separates the entries could not be read again.
	const isClear =
		its === undefined ||
		[its.separator, its.kind === 'pairs' ? its.groups : undefined].every(
			(separator) => separator === undefined || !prefix.includes(separator),
		);
	const isPair = PAIRS[algorithm] !== undefined;
	return {
		scheme: {
			kind: 'signature',
			id: 'any',
			at: PLACES[shape.place] ?? { header: 'X-Signature' },
			forms: [
				{
					algorithm,
					encoding,
					...(isClear ? { prefix } : {}),
					...(its?.kind === 'pairs' ? { pair: 'v1' } : {}),
					...(isPair || algorithm === 'sha256' ? {} : { key }),
				},
			],
			content: content.join(''),
			messageId: { header: 'X-Id' },
			...(its ? { layout: its } : {}),
			...(timestamp ? { timestamp } : {}),
		},
		secrets: secretsFor(
			algorithm,
			isPair || algorithm === 'sha256' ? 'text' : key,
			bytes,
			shape.spelling,
		),
		request: shape.request,
		id: shape.id,
		nowMs: shape.nowMs,
	};
}

/** Any signature of the language over the whole body and more. */
export const anySigned: fc.Arbitrary<AnySending<SignedScheme>> = signedShape.map(signedSending);

const CLAIMS: ReadonlyArray<JwtScheme['claims']> = [
	{ sha256: '{bodyHash:sha256}' },
	{ iss: 'sender', payload_hash: '{bodyHash:sha256:base64}' },
	{ url: '{urlHash:sha256}', 'body?': '{bodyHash:sha512:base64url}' },
];

/** Any JSON Web Token that binds the body. */
export const anyJwt: fc.Arbitrary<AnySending<JwtScheme>> = fc
	.record({
		algorithm: fc.constantFrom<JwtAlgorithm>('HS256', 'RS256', 'ES256'),
		key: keyEncoding,
		bytes: keyBytes,
		as: spelling,
		prefix: fc.constantFrom('', 'Bearer '),
		at: fc.constantFrom<Place>({ header: 'Authorization' }, { query: 'token' }),
		claims: fc.constantFrom(...CLAIMS),
		request,
		id,
		nowMs,
	})
	.map(({ algorithm, key, bytes, as, prefix, at, claims, ...sent }) => ({
		scheme: {
			kind: 'jwt',
			id: 'any',
			at,
			prefix,
			algorithms: [algorithm],
			...(algorithm === 'HS256' ? { key } : {}),
			// What stands in the query changes the address.
			...(claims && 'url' in claims && 'query' in at ? { claims: CLAIMS[0] } : { claims }),
		},
		secrets: secretsFor(algorithm, key, bytes, as),
		...sent,
	}));

/** Any token, plain or as basic authentication. */
export const anyToken: fc.Arbitrary<AnySending<TokenScheme>> = fc
	.record({
		bytes: keyBytes,
		prefix: fc.constantFrom('', 'Bearer ', 'Token token='),
		encoding: fc.constantFrom(undefined, 'base64' as const),
		at: fc.constantFrom<Place>({ header: 'Authorization' }, { query: 'token' }),
		request,
		id,
		nowMs,
	})
	.map(({ bytes, prefix, encoding, at, ...sent }) => ({
		scheme: { kind: 'token', id: 'any', at, prefix, ...(encoding ? { encoding } : {}) },
		secrets: secretsFor('hmac-sha256', 'base64', bytes, 'pem'),
		...sent,
	}));

/** The request as it arrives when these secrets have signed it. */
export function arrived(
	{ scheme, request: sent, id: messageId, nowMs: atMs }: AnySending,
	...signers: readonly string[]
): SignableRequest {
	const message = { request: sent, id: messageId, nowMs: atMs };
	const { headers, query } = signatureParts(scheme, signers, message);
	const lowered = Object.entries(headers).map(
		([name, value]) => [name.toLowerCase(), value] as const,
	);
	const added = new URLSearchParams(query).toString();
	return {
		...sent,
		queryString: [sent.queryString, added].filter(Boolean).join('&'),
		query: { ...sent.query, ...query },
		headers: { ...sent.headers, ...Object.fromEntries(lowered) },
	};
}

/** The text at the first place of a scheme's proof. */
export function proofIn({ at }: SignatureScheme, { headers, query }: SignableRequest): string {
	const place = firstOf(at);
	if ('header' in place) return String(headers[place.header.toLowerCase()]);
	return 'query' in place ? String(query[place.query]) : '';
}

/** The same request with something else there; undefined for nothing. */
export function withProof(
	{ at }: SignatureScheme,
	received: SignableRequest,
	value: HeaderValue,
): SignableRequest {
	const place = firstOf(at);
	if ('header' in place) {
		return { ...received, headers: { ...received.headers, [place.header.toLowerCase()]: value } };
	}
	if ('field' in place) return received;
	return { ...received, query: { ...received.query, [place.query]: value } };
}

function firstOf(at: SignatureScheme['at']): Place {
	return (Array.isArray(at) ? at[0] : at) as Place;
}
