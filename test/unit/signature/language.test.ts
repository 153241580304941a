import fc from 'fast-check';

import { parseJson } from '../../../nodes/shared/lib/json';
import type {
	Algorithm,
	Encoding,
	KeyEncoding,
	Layout,
	Place,
	SignedScheme,
	Timestamp,
	TimestampUnit,
} from '../../../nodes/shared/signature/scheme';
import { signatureParts } from '../../../nodes/shared/signature/sign';
import { isProblem } from '../../../nodes/shared/signature/verdict';
import { verify } from '../../../nodes/shared/signature/verify';
import { keyPairs } from '../../support/keyPairs';
import { requestOf } from '../../support/signed';

/** Secrets of both sides, and another one of the kind. */
interface Secrets {
	readonly signer: string;
	readonly verifier: string;
	readonly other: string;
}

const ALGORITHMS: readonly Algorithm[] = [
	'hmac-sha1',
	'hmac-sha256',
	'hmac-sha512',
	'sha256',
	'ed25519',
	'ecdsa-sha256',
	'rsa-sha1',
	'rsa-sha256',
];

const PAIRS: Partial<Record<Algorithm, keyof typeof keyPairs>> = {
	ed25519: 'ed25519',
	'ecdsa-sha256': 'ec',
	'rsa-sha1': 'rsa',
	'rsa-sha256': 'rsa',
};

function secretsFor(algorithm: Algorithm, key: KeyEncoding, bytes: Buffer): Secrets {
	const pair = PAIRS[algorithm];
	if (pair) {
		const { privatePem, publicPem } = keyPairs[pair];
		return { signer: privatePem, verifier: publicPem, other: 'nonsense' };
	}
	const write: Record<KeyEncoding, (from: Buffer) => string> = {
		text: (from) => from.toString('hex'),
		sha1: (from) => from.toString('hex'),
		hex: (from) => from.toString('hex'),
		base64: (from) => from.toString('base64'),
		whsec: (from) => `whsec_${from.toString('base64')}`,
	};
	const secret = write[key](bytes);
	return { signer: secret, verifier: secret, other: write[key](Buffer.concat([bytes, bytes])) };
}

/** Separators that no encoding and no timestamp holds. */
const layout = fc.option(
	fc.oneof(
		fc.record({ kind: fc.constant('list' as const), separator: fc.constantFrom(' ', ';', '&') }),
		fc.record({
			kind: fc.constant('pairs' as const),
			separator: fc.constantFrom(',', ';', '&'),
			equals: fc.constantFrom('=', '|', '~'),
		}),
	),
	{ nil: undefined },
);
const BESIDE_BODY = [
	'{id}',
	'{method}',
	'{url}',
	'{path}',
	'{header:Content-Type}',
	'{field:text}',
	'{lines:text}',
	'{bodyHash:sha256}',
	'{setting:hook}',
	'v0',
	'.',
	'\n',
	'{}',
];

const arbitrary = fc.record({
	algorithm: fc.constantFrom(...ALGORITHMS),
	encoding: fc.constantFrom<Encoding>('hex', 'base64', 'base64url'),
	key: fc.constantFrom<KeyEncoding>('text', 'base64', 'hex', 'whsec', 'sha1'),
	bytes: fc.uint8Array({ minLength: 16, maxLength: 64 }).map((array) => Buffer.from(array)),
	prefix: fc.constantFrom('', 'sha256=', 'v1,', 'HMAC '),
	layout,
	inQuery: fc.boolean(),
	timestamp: fc.constantFrom('none', 'place', 'beside'),
	unit: fc.constantFrom<TimestampUnit>('s', 'ms', 'fraction', 'iso'),
	before: fc.array(fc.constantFrom(...BESIDE_BODY), { maxLength: 4 }),
	behind: fc.array(fc.constantFrom(...BESIDE_BODY), { maxLength: 4 }),
	text: fc.string({ unit: 'grapheme', maxLength: 40 }),
	id: fc.stringMatching(/^[a-z0-9_]{1,20}$/),
	nowMs: fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2090, 0) }),
});

type Given = typeof arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

function timestampOf({ timestamp, unit, layout: its }: Given): Timestamp | undefined {
	if (timestamp === 'none') return undefined;
	if (timestamp === 'place' || its === undefined) return { at: { header: 'X-Time' }, unit };
	return { at: its.kind === 'list' ? 'first' : { pair: 't' }, unit };
}

function schemeOf(given: Given): SignedScheme {
	const { algorithm, encoding, key, prefix, inQuery } = given;
	const timestamp = timestampOf(given);
	// What stands in the query would change the address that is signed.
	const at: Place = inQuery ? { query: 'signature' } : { header: 'X-Signature' };
	const isAboutAddress = (part: string) => inQuery && part === '{url}';
	const parts = [...given.before, '{body}', ...given.behind].filter(
		(part) => !isAboutAddress(part),
	);
	if (algorithm === 'sha256') parts.unshift('{secret}');
	if (timestamp) parts.push('.{timestamp}');
	// A prefix that holds what separates the entries could not be read again.
	const isClear = given.layout === undefined || !prefix.includes(given.layout.separator);
	const its: Layout | undefined = given.layout;
	return {
		kind: 'signature',
		id: 'any',
		at,
		forms: [
			{
				algorithm,
				encoding,
				...(isClear && its?.kind !== 'pairs' ? { prefix } : {}),
				...(its?.kind === 'pairs' ? { pair: 'v1' } : {}),
				...(PAIRS[algorithm] || algorithm === 'sha256' ? {} : { key }),
			},
		],
		content: parts.join(''),
		messageId: { header: 'X-Id' },
		...(its ? { layout: its } : {}),
		...(timestamp ? { timestamp } : {}),
	};
}

it('what is signed by any scheme of the language is verified, and nothing else', () => {
	fc.assert(
		fc.property(arbitrary, (given) => {
			const scheme = schemeOf(given);
			const { signer, verifier, other } = secretsFor(
				given.algorithm,
				scheme.forms[0].key ?? 'text',
				given.bytes,
			);
			const rawBody = Buffer.from(JSON.stringify({ text: given.text }));
			const sent = requestOf({
				rawBody,
				body: parseJson(rawBody),
				headers: { 'content-type': 'application/json' },
				settings: { hook: 'WH' },
			});
			const parts = signatureParts(scheme, [signer], {
				request: sent,
				id: given.id,
				nowMs: given.nowMs,
			});
			const lowered = Object.entries(parts.headers).map(
				([name, value]) => [name.toLowerCase(), value] as const,
			);
			const received = {
				...sent,
				query: parts.query,
				headers: { ...sent.headers, ...Object.fromEntries(lowered) },
			};
			const verdict = verify(scheme, [other, verifier], received);
			if (isProblem(verdict)) throw new Error(`refused as ${verdict.problem}`);
			expect(verdict.id).toBe(scheme.content.includes('{id}') ? given.id : undefined);
			if (scheme.timestamp) {
				const precision = given.unit === 's' ? 1000 : 1;
				expect(verdict.signedAt?.ms).toBe(Math.floor(given.nowMs / precision) * precision);
			} else {
				expect(verdict.signedAt).toBeUndefined();
			}

			expect(isProblem(verify(scheme, [other, ''], received))).toBe(true);
			const changed = Buffer.concat([rawBody, Buffer.from(' ')]);
			expect(isProblem(verify(scheme, [verifier], { ...received, rawBody: changed }))).toBe(true);
		}),
		{ numRuns: 400 },
	);
});

it('two secrets sign where there is room for two signatures, and either is enough', () => {
	const schemes: SignedScheme[] = [
		{
			kind: 'signature',
			id: 'list',
			at: { header: 'X-Signature' },
			forms: [{ algorithm: 'hmac-sha256', encoding: 'base64', prefix: 'v1,' }],
			layout: { kind: 'list', separator: ' ' },
			content: '{body}',
		},
		{
			kind: 'signature',
			id: 'two headers',
			at: [{ header: 'X-First' }, { header: 'X-Second' }],
			forms: [{ algorithm: 'hmac-sha256', encoding: 'hex' }],
			content: '{body}',
		},
	];
	for (const scheme of schemes) {
		const request = requestOf({ rawBody: Buffer.from('{}') });
		const { headers } = signatureParts(scheme, ['new', 'old'], { request, id: '', nowMs: 0 });
		const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
		const received = { ...request, headers: Object.fromEntries(lowered) };
		for (const secret of ['new', 'old']) {
			expect(verify(scheme, [secret], received)).toMatchObject({ verified: scheme.id });
		}
		expect(verify(scheme, ['other'], received)).toEqual({ problem: 'mismatch' });
	}
});

it('never throws, whatever stands where a signature should', () => {
	const anything = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 200 }),
		fc.stringMatching(/^[tv01=,;. ~|&a-f+/-]{0,120}$/),
	);
	fc.assert(
		fc.property(arbitrary, anything, anything, (given, signature, timestamp) => {
			const scheme = schemeOf(given);
			const { verifier } = secretsFor(given.algorithm, scheme.forms[0].key ?? 'text', given.bytes);
			const request = requestOf({
				query: { signature },
				headers: { 'x-signature': signature, 'x-time': timestamp, 'x-id': timestamp },
			});
			expect(isProblem(verify(scheme, [verifier], request))).toBe(true);
		}),
		{ numRuns: 400 },
	);
});
