/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';

import type { Genuine } from './targets';
import type { WireRequest } from './wire';

/**
 * What has to become of a request:
 * - `refused`: what the proof covers was altered, or the proof was, so the answer is 4xx and nothing runs.
 * - `nothing`: a genuine request sent again, changed only where the proof does not reach. It may be taken for what it is,
 *   a copy, or be refused; nothing runs.
 * - `broken`: not HTTP, or not sent to its end. It may get no answer; nothing runs.
 */
export type Fate = 'refused' | 'nothing' | 'broken';

export interface Hostile {
	readonly label: string;
	readonly fate: Fate;
	readonly request: WireRequest;
}

/** Makes a hostile request of a genuine one that has been sent; `other` is another one, and `fresh` was never sent. */
type Mutation = (sent: Genuine, other: Genuine, fresh: Genuine) => Hostile;

type Header = readonly [name: string, value: string];

const is = (name: string) => (header: Header) => header[0].toLowerCase() === name;

function withHeaders(request: WireRequest, name: string, ...values: string[]): WireRequest {
	const headers = request.headers.filter((header) => !is(name)(header));
	return { ...request, headers: [...headers, ...values.map((value) => [name, value] as const)] };
}

/** The text of the proof. */
function proofOf({ request, proof }: Genuine): string {
	if ('header' in proof) return request.headers.find(is(proof.header))?.[1] ?? '';
	return queryOf(request).get(proof.query) ?? '';
}

function queryOf({ target }: WireRequest): URLSearchParams {
	return new URLSearchParams(target.split('?')[1] ?? '');
}

/** The request with something else for its proof; with nothing where there is none. */
function withProof({ request, proof }: Genuine, ...values: string[]): WireRequest {
	if ('header' in proof) return withHeaders(request, proof.header, ...values);
	const query = queryOf(request);
	query.delete(proof.query);
	for (const value of values) query.append(proof.query, value);
	return { ...request, target: `${request.target.split('?')[0]}?${query.toString()}` };
}

const text = fc.string({ unit: 'binary', maxLength: 60 });
const word = fc.stringMatching(/^[ -~]{0,40}$/);
const place = fc.double({ min: 0, max: 0.999999, noNaN: true });

const DEEP = Buffer.from('['.repeat(20_000) + ']'.repeat(20_000));
const WIDE = Buffer.from(
	JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at]))),
);
const LARGE = Buffer.alloc(3 * 1024 * 1024, 0x20);
const ZEROS = gzipSync(Buffer.alloc(64 * 1024 * 1024));

const BODIES: readonly Buffer[] = [
	...[
		'',
		'null',
		'[]',
		'{}',
		'""',
		'0',
		'-',
		'{',
		'{"a":1e999999}',
		'{"__proto__":{"polluted":"yes"}}',
		'{"constructor":{"prototype":{"polluted":"yes"}}}',
		'{"a":{"__proto__":{"toString":null}}}',
		'{"event":{"__proto__":{"type":"app:health_warning"}}}',
		'{"type":["a"],"id":{"$gt":""}}',
		'{"a":1,"a":2}',
		'\ufeff{}',
		'__proto__[polluted]=yes&a[b][c][d]=1',
		`{"n":${'9'.repeat(5_000)}}`,
		`{"s":"${'\\u0000'.repeat(2_000)}"}`,
	].map((body) => Buffer.from(body)),
	Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28]),
	DEEP,
	WIDE,
];

const CONTENT_TYPES = [
	'application/x-www-form-urlencoded',
	'multipart/form-data',
	'multipart/form-data; boundary=',
	'multipart/form-data; boundary=x',
	'text/plain',
	'text/html; charset=utf-16',
	'application/xml',
	'application/json; charset=klingon',
	'application/json, text/plain',
	'application/cloudevents-batch+json',
	'application/octet-stream',
	'*/*',
	'',
	'/',
	`application/json; ${'a'.repeat(4_000)}`,
];

const TIMES = [
	'',
	'0',
	'-1',
	'NaN',
	'Infinity',
	'1e3',
	'0x7fffffff',
	'99999999999999999999',
	'1970-01-01T00:00:00Z',
	'9999-12-31T23:59:59Z',
	'not a time',
	'١٧٣٢٥٠٠٠٠٠',
	'1700000000',
	'4102444800',
	'1700000000.5',
	' 1700000000 ',
];

const FORWARDING: readonly Header[] = [
	['X-Forwarded-For', '127.0.0.1'],
	['X-Forwarded-For', `${'1.2.3.4, '.repeat(300)}::1`],
	['X-Forwarded-Proto', 'gopher'],
	['X-Forwarded-Host', 'evil.example.com'],
	['Forwarded', 'for="[::1]";host=evil.example.com;proto=http'],
	['X-Real-IP', 'not an address'],
	['X-Original-URL', '/rest/login'],
	['X-Rewrite-URL', '/rest/login'],
	['X-HTTP-Method-Override', 'DELETE'],
	['Host', 'evil.example.com'],
	['Host', ''],
	['Expect', '200-ok'],
	['Upgrade', 'websocket'],
	['Content-Encoding', 'br'],
	['Content-Encoding', 'gzip'],
	['Content-Encoding', 'gzip, gzip, gzip'],
	['Content-Encoding', 'klingon'],
	['Transfer-Encoding', 'identity'],
	['__proto__', 'polluted'],
	['constructor', 'polluted'],
	['Cookie', `n8n-auth=${'a'.repeat(2_000)}`],
	['Range', 'bytes=0-1'],
];

/** Lies about the length of the body, and headers that are none. */
const SMUGGLING: ReadonlyArray<(body: Buffer) => WireRequest['framing']> = [
	({ length }) => [
		['Content-Length', String(length)],
		['Transfer-Encoding', 'chunked'],
	],
	({ length }) => [
		['Content-Length', String(length)],
		['Content-Length', String(length + 5)],
	],
	() => [['Transfer-Encoding', 'chunked, identity']],
	() => [['Transfer-Encoding', 'xchunked']],
	() => [['Transfer-Encoding\u000b', 'chunked']],
	() => [['Content-Length', '-1']],
	() => [['Content-Length', '+5']],
	() => [['Content-Length', '1e3']],
	() => [['Content-Length', '99999999999999999999']],
	({ length }) => [['Content-Length ', String(length)]],
	({ length }) => [['Content-Length', `${length}\r\n X-Folded: yes`]],
	({ length }) => [['Content-Length', `${length}\r\nBad Header`]],
	() => null,
];

const METHODS = [
	'GET',
	'HEAD',
	'PUT',
	'PATCH',
	'DELETE',
	'OPTIONS',
	'TRACE',
	'PROPFIND',
	'post',
	'X',
];

const HANDSHAKES: ReadonlyArray<(request: WireRequest) => WireRequest> = [
	(request) => withBody(request, '{"type":"url_verification","challenge":"forged"}'),
	(request) => withBody(request, '{"challenge":"forged"}'),
	(request) =>
		withBody(request, '{"event":"endpoint.url_validation","payload":{"plainToken":"a"}}'),
	(request) => withBody(request, '{"verification_token":"secret_forged"}'),
	(request) => withBody(request, '{"type":1}'),
	(request) => withHeaders(request, 'X-Hook-Secret', 'forged'),
	(request) => withHeaders(request, 'aeg-event-type', 'SubscriptionValidation'),
	(request) => withHeaders(request, 'Validation-Token', 'forged'),
	(request) => ({ ...request, target: `${request.target}?validationToken=forged` }),
	(request) => ({ ...request, target: `${request.target}?challenge=forged`, method: 'GET' }),
	(request) => ({
		...request,
		target: `${request.target}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=x`,
		method: 'GET',
	}),
];

function withBody(request: WireRequest, body: string | Buffer): WireRequest {
	return { ...request, body: Buffer.from(body) };
}

/** Whether the proof of this request is made of what it carries, and not a token that anything can stand beside. */
const signs = ({ proof }: Genuine) => 'header' in proof;

/**
 * Where only a token proves the sender, what stands beside the right token is the sender's own: a body of another
 * content is another event, and so is not sent here with a right one.
 */
function withoutToken(genuine: Genuine, request: WireRequest): WireRequest {
	return signs(genuine) ? request : withProof({ ...genuine, request }, 'x'.repeat(43));
}

const altered = (label: string, genuine: Genuine, request: WireRequest): Hostile => ({
	label,
	fate: 'refused',
	request: withoutToken(genuine, request),
});

const body: fc.Arbitrary<Mutation> = fc.oneof(
	fc.record({ at: place, bit: fc.integer({ min: 0, max: 7 }) }).map(({ at, bit }): Mutation => {
		return (_sent, _other, fresh) => {
			const changed = Buffer.from(fresh.request.body);
			const index = Math.floor(at * changed.length);
			changed[index] = (changed[index] ?? 0) ^ (1 << bit);
			return altered('one bit of the body', fresh, { ...fresh.request, body: changed });
		};
	}),
	fc
		.record({ at: place, count: fc.integer({ min: 1, max: 30 }) })
		.map(({ at, count }): Mutation => {
			return (_sent, _other, fresh) => {
				const { body: whole } = fresh.request;
				const index = Math.floor(at * Math.max(1, whole.length - count));
				const cut = Buffer.concat([whole.subarray(0, index), whole.subarray(index + count)]);
				return altered('bytes taken out of the body', fresh, { ...fresh.request, body: cut });
			};
		}),
	fc.record({ at: place, more: fc.constantFrom(' ', '\n', '\0', '\ufeff', '}', '"', ',') }).map(
		({ at, more }): Mutation =>
			(_sent, _other, fresh) => {
				const { body: whole } = fresh.request;
				const index = Math.floor(at * (whole.length + 1));
				const longer = Buffer.concat([
					whole.subarray(0, index),
					Buffer.from(more),
					whole.subarray(index),
				]);
				return altered('bytes put into the body', fresh, { ...fresh.request, body: longer });
			},
	),
	fc.constantFrom(...BODIES).map(
		(other): Mutation =>
			(sent) =>
				altered('another body', sent, { ...sent.request, body: other }),
	),
	fc.json({ maxDepth: 4 }).map(
		(json): Mutation =>
			(sent) =>
				altered('any JSON', sent, withBody(sent.request, json)),
	),
	fc.constantFrom('gzip', 'deflate', 'br').map(
		(encoding): Mutation =>
			({ request, ...sent }) => ({
				label: 'said to be compressed',
				fate: 'nothing',
				request: withHeaders({ ...sent, request }.request, 'Content-Encoding', encoding),
			}),
	),
	fc.constant<Mutation>((sent) => ({
		label: 'compressed on the way',
		fate: 'nothing',
		request: withHeaders(
			{ ...sent.request, body: gzipSync(sent.request.body) },
			'Content-Encoding',
			'gzip',
		),
	})),
	fc.constantFrom(...CONTENT_TYPES).map(
		(type): Mutation =>
			(sent) => ({
				label: 'another content type',
				fate: 'nothing',
				request: withHeaders(sent.request, 'Content-Type', type),
			}),
	),
	fc.record({ type: fc.constantFrom(...CONTENT_TYPES), other: fc.constantFrom(...BODIES) }).map(
		({ type, other }): Mutation =>
			(sent) =>
				altered(
					'another body and content type',
					sent,
					withHeaders({ ...sent.request, body: other }, 'Content-Type', type),
				),
	),
	place.map(
		(at): Mutation =>
			(_sent, _other, fresh) => ({
				label: 'body not sent to its end',
				fate: 'broken',
				request: { ...fresh.request, cutAt: Math.floor(at * fresh.request.body.length) },
			}),
	),
);

/** Rare, for each takes n8n long. */
const heavy: fc.Arbitrary<Mutation> = fc.constantFrom<Mutation>(
	(sent) => altered('3 MB of blanks', sent, { ...sent.request, body: LARGE }),
	(sent) =>
		altered(
			'64 MB of zeros, compressed',
			sent,
			withHeaders({ ...sent.request, body: ZEROS }, 'Content-Encoding', 'gzip'),
		),
);

const UNICODE_DIGITS = (value: string) =>
	value.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

const OTHER_PROOFS: ReadonlyArray<(right: string) => string[]> = [
	() => [],
	() => [''],
	(right) => [right.slice(0, -1)],
	(right) => [right.slice(1)],
	(right) => [right.slice(0, 8)],
	(right) => [`${right.slice(0, -4)}AAAA`],
	(right) => [[...right].reverse().join('')],
	(right) => [UNICODE_DIGITS(right)],
	(right) => [
		right
			.replace(/[0-9a-f]{8,}/i, (hex) => '0'.repeat(hex.length))
			.replace(/[A-Za-z0-9+/]{20,}=*$/, 'A'),
	],
	() => ['sha256='],
	() => ['v1,'],
	() => ['v0='],
	() => ['t=1,v1='],
	() => ['undefined'],
	() => ['null'],
	() => ['true'],
	() => ['[object Object]'],
	() => ['a'.repeat(7_000)],
	() => [','.repeat(3_000)],
	() => ['v1=, '.repeat(1_000)],
	() => ['%00', '%ff'],
];

/** The right value, written in another way: no forgery, but no second event either. */
const RESPELLED: ReadonlyArray<(right: string) => string[]> = [
	(right) => [right.toUpperCase()],
	(right) => [` \t${right}\t `],
	(right) => [`${right}=`],
	(right) => [`${right}==`],
	(right) => [right.replaceAll('+', '-').replaceAll('/', '_')],
	(right) => [right.replace(/=+$/, '')],
	(right) => [right, right],
	(right) => ['forged', right],
	(right) => [right, 'forged'],
	(right) => [`forged,${right}`],
	(right) => [`${right} v1,forged`],
	(right) => [`"${right}"`],
];

const proof: fc.Arbitrary<Mutation> = fc.oneof(
	fc.constantFrom(...OTHER_PROOFS).map(
		(other): Mutation =>
			(_sent, _other, fresh) => ({
				label: 'another proof',
				fate: 'refused',
				request: withProof(fresh, ...other(proofOf(fresh))),
			}),
	),
	word.map(
		(value): Mutation =>
			(_sent, _other, fresh) => ({
				label: 'any proof',
				fate: 'refused',
				request: withProof(fresh, value),
			}),
	),
	text.map(
		(value): Mutation =>
			(_sent, _other, fresh) => ({
				label: 'any bytes for a proof',
				fate: /[\r\n\0]/.test(value) ? 'broken' : 'refused',
				request: withProof(fresh, value),
			}),
	),
	fc.constantFrom(...RESPELLED).map(
		(spelt): Mutation =>
			(sent) => ({
				label: 'the proof in another spelling',
				fate: 'nothing',
				request: withProof(sent, ...spelt(proofOf(sent))),
			}),
	),
	fc.constant<Mutation>((_sent, other, fresh) =>
		signs(fresh)
			? {
					label: 'the proof of another event',
					fate: 'refused',
					request: withProof(fresh, proofOf(other)),
				}
			: {
					label: 'the token as a header',
					fate: 'refused',
					request: withHeaders(withProof(fresh), 'Authorization', `Bearer ${proofOf(fresh)}`),
				},
	),
	fc.constantFrom('[]', '[0]', '[__proto__]', '.x').map(
		(behind): Mutation =>
			(_sent, _other, fresh) => {
				const name = 'query' in fresh.proof ? fresh.proof.query : 'token';
				const { target } = withProof(fresh);
				const value = encodeURIComponent(proofOf(fresh));
				const query = `${target.includes('?') ? '&' : '?'}${name}${behind}=${value}`;
				return {
					label: 'the proof as another parameter',
					fate: 'refused',
					request: { ...withProof(fresh), target: target + query },
				};
			},
	),
);

const beside: fc.Arbitrary<Mutation> = fc.oneof(
	fc.record({ time: fc.constantFrom(...TIMES), pick: place }).map(
		({ time, pick }): Mutation =>
			(sent, _other, fresh) => {
				const [name] = sent.request.headers.find(([key]) => /time/i.test(key)) ?? [];
				const base = name !== undefined && sent.covered.includes(name.toLowerCase()) ? fresh : sent;
				const at = name ?? (pick < 0.5 ? 'webhook-timestamp' : 'X-Webhook-Timestamp');
				return {
					label: 'another timestamp',
					fate: base === fresh ? 'refused' : 'nothing',
					request: withHeaders(base.request, at, time),
				};
			},
	),
	fc
		.record({
			value: fc.oneof(word, fc.constantFrom('__proto__', 'toString', '')),
			remove: fc.boolean(),
		})
		.map(
			({ value, remove }): Mutation =>
				(sent, _other, fresh) => {
					const [name] =
						sent.request.headers.find(([key]) => /(^|-)id$|delivery|event/i.test(key)) ?? [];
					const base =
						name !== undefined && sent.covered.includes(name.toLowerCase()) ? fresh : sent;
					const values = remove ? [] : [value];
					return {
						label: 'another id or type beside the body',
						fate: base === fresh ? 'refused' : 'nothing',
						request: withHeaders(base.request, name ?? 'X-Webhook-Id', ...values),
					};
				},
		),
	fc.constantFrom(...FORWARDING).map(
		([name, value]): Mutation =>
			(sent) => ({
				label: `forged ${name}`,
				fate: 'nothing',
				request: withHeaders(sent.request, name, value),
			}),
	),
	fc.constantFrom(...METHODS).map(
		(method): Mutation =>
			(sent) => ({ label: 'another method', fate: 'broken', request: { ...sent.request, method } }),
	),
	fc
		.constantFrom(
			'?',
			'?a=1',
			'?__proto__[x]=1',
			'?a[b][c][d][e][f]=1',
			`?${'a=1&'.repeat(1_500)}`,
			'?%',
			'#x',
		)
		.map(
			(query): Mutation =>
				(sent) => ({
					label: 'more in the address',
					fate: 'nothing',
					request: {
						...sent.request,
						target:
							sent.request.target +
							query.replace('?', sent.request.target.includes('?') ? '&' : '?'),
					},
				}),
		),
	fc.constantFrom(...HANDSHAKES).map(
		(forge): Mutation =>
			(_sent, _other, fresh) => ({
				label: 'a forged handshake',
				fate: 'nothing',
				request: forge(withProof(fresh)),
			}),
	),
	fc.constantFrom(...SMUGGLING).map(
		(framing): Mutation =>
			(sent) => ({
				label: 'a lie about the length',
				fate: 'broken',
				request: {
					...sent.request,
					framing: framing(sent.request.body),
					cutAt: sent.request.body.length,
				},
			}),
	),
	fc.constant<Mutation>((sent) => ({
		label: 'a replay as it was',
		fate: 'nothing',
		request: sent.request,
	})),
);

/** Any of them, the cheap ones more often. */
export const anyMutation: fc.Arbitrary<Mutation> = fc.oneof(
	{ weight: 400, arbitrary: body },
	{ weight: 400, arbitrary: proof },
	{ weight: 400, arbitrary: beside },
	{ weight: 1, arbitrary: heavy },
);
