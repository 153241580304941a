import { UserError } from 'n8n-workflow';

import { assertHeaderName, assertHeaderValue } from '../../shared/lib/headers';
import { covers, coversBody, unknownPlaceholders } from '../../shared/signature/content';
import type {
	Algorithm,
	Encoding,
	JwtAlgorithm,
	JwtScheme,
	KeyEncoding,
	Layout,
	Place,
	SignatureScheme,
	SignedScheme,
	Timestamp,
	TimestampUnit,
	TokenScheme,
} from '../../shared/signature/scheme';

/** Reads a field of the node; `fallback` where it has none. */
export type ReadField = (name: string, fallback: unknown) => unknown;

/**
 * The scheme that the fields of `customSchemeFields` describe.
 *
 * @param idHeader header of the message id, for a signature that covers it
 * @throws UserError when a field is not valid, or the scheme proves nothing
 */
export function customScheme(read: ReadField, idHeader: string): SignatureScheme {
	const text = (name: string, fallback: string) => String(read(name, fallback) ?? '');
	const at = placeOf(text);
	const prefix = text('signaturePrefix', '');
	assertHeaderValue('Prefix', prefix);
	const proof = text('proof', 'signature');
	if (proof === 'token') return tokenScheme(text, at, prefix);
	if (proof === 'jwt') return jwtScheme(read, at, prefix);
	return signedScheme(text, at, prefix, idHeader);
}

type ReadText = (name: string, fallback: string) => string;

function placeOf(text: ReadText): Place {
	switch (text('signatureIn', 'header')) {
		case 'query':
			return { query: named('Signature Query Parameter', text('signatureParameter', '')) };
		case 'field':
			return { field: named('Signature Body Field', text('signatureField', '')) };
		default: {
			const header = text('signatureHeader', 'X-Signature').trim();
			assertHeaderName('Signature Header', header);
			return { header };
		}
	}
}

function named(field: string, value: string): string {
	if (value.trim() !== '') return value.trim();
	throw new UserError(`${field} is empty`, { description: `Fill in the field ${field}.` });
}

/** What an item reports: the header or parameter. */
function idOf(at: Place): string {
	return 'header' in at ? at.header : 'query' in at ? at.query : at.field;
}

function tokenScheme(text: ReadText, at: Place, prefix: string): TokenScheme {
	const isBasic = text('tokenFormat', 'plain') === 'base64';
	return {
		kind: 'token',
		id: idOf(at),
		at,
		...(prefix !== '' && { prefix }),
		...(isBasic && { encoding: 'base64' }),
	};
}

const JWT_ALGORITHMS: readonly JwtAlgorithm[] = ['ES256', 'HS256', 'RS256'];

function jwtScheme(read: ReadField, at: Place, prefix: string): JwtScheme {
	const chosen = [read('tokenAlgorithms', ['HS256'])].flat();
	const [first, ...more] = JWT_ALGORITHMS.filter((name) => chosen.includes(name));
	if (first === undefined) throw new UserError('Algorithms: choose at least one');
	const { claim = [] } = read('claims', {}) as { claim?: Array<Record<string, unknown>> };
	const claims = Object.fromEntries(
		claim.map(({ name, value }) => [String(name ?? '').trim(), String(value ?? '')]),
	);
	for (const template of Object.values(claims)) assertPlaceholders('Claims', template);
	if (!Object.values(claims).some(coversBody)) {
		throw new UserError(
			'The token does not cover the body. Add a claim that holds a hash of it, for example sha256 with the value {bodyHash:sha256}: a token without one can be sent with any body.',
		);
	}
	return {
		kind: 'jwt',
		id: idOf(at),
		at,
		...(prefix !== '' && { prefix }),
		algorithms: [first, ...more],
		claims,
	};
}

/** What the choices of the field Signed Content stand for. */
const SIGNED_CONTENT: Readonly<Record<string, string>> = {
	body: '{body}',
	timestampBody: '{timestamp}.{body}',
	idTimestampBody: '{id}.{timestamp}.{body}',
};

function signedScheme(text: ReadText, at: Place, prefix: string, idHeader: string): SignedScheme {
	const template = text('signedContentTemplate', '').replaceAll('{ID}', '{id}');
	const content = SIGNED_CONTENT[text('signedContent', 'body')] ?? template;
	const algorithm = oneOf('Algorithm', text('signatureAlgorithm', 'hmac-sha256'), ALGORITHMS);
	assertContent(content, algorithm);
	const layout = layoutOf(text);
	const key = oneOf('Secret Format', text('secretFormat', 'text'), KEYS);
	return {
		kind: 'signature',
		id: idOf(at),
		at,
		forms: [
			{
				algorithm,
				encoding: oneOf('Encoding', text('signatureEncoding', 'hex'), ENCODINGS),
				prefix,
				...(layout?.kind === 'pairs' && {
					pair: named('Signature Key', text('signatureKey', 'v1')),
				}),
				...(algorithm.startsWith('hmac') && key !== 'text' && { key }),
			},
		],
		content,
		...(layout && { layout }),
		...(covers(content, 'id') && { messageId: { header: idHeader } }),
		...(covers(content, 'timestamp') && { timestamp: timestampOf(text, layout) }),
	};
}

const ALGORITHMS: readonly Algorithm[] = [
	'ecdsa-sha256',
	'ed25519',
	'hmac-sha1',
	'hmac-sha256',
	'hmac-sha512',
	'rsa-sha1',
	'rsa-sha256',
	'sha256',
];

const ENCODINGS: readonly Encoding[] = ['base64', 'base64url', 'hex'];

const KEYS: readonly KeyEncoding[] = ['base64', 'hex', 'text', 'whsec'];

const UNITS: readonly TimestampUnit[] = ['fraction', 'iso', 'ms', 's'];

function oneOf<T extends string>(field: string, given: string, values: readonly T[]): T {
	const value = values.find((known) => known === given);
	if (value !== undefined) return value;
	throw new UserError(`${field}: choose one of the listed values`);
}

/** What is no placeholder would be signed as it stands, and no request would be believed. */
function assertPlaceholders(field: string, template: string): void {
	const [unknown] = unknownPlaceholders(template);
	const [first = covers(template, 'setting') ? 'setting' : undefined] = [unknown];
	if (first === undefined) return;
	throw new UserError(
		`The field ${field} has {${first}}, which stands for nothing. The placeholders are listed below the field Template: mind capital letters, and the name behind a colon.`,
	);
}

function assertContent(content: string, algorithm: Algorithm): void {
	assertPlaceholders('Template', content);
	if (!coversBody(content)) {
		throw new UserError(
			'The signature does not cover the body. Add {body} to the field Template: a signature that leaves it out can be sent with any body.',
		);
	}
	if (algorithm === 'sha256' && !covers(content, 'secret')) {
		throw new UserError(
			'A plain hash proves nothing without the secret. Add {secret} to the field Template, or choose an HMAC.',
		);
	}
	if (algorithm !== 'sha256' && covers(content, 'secret')) {
		throw new UserError(
			'Only a plain hash covers the secret. Take {secret} out of the field Template, or set Algorithm to SHA-256 of a Template.',
		);
	}
}

function layoutOf(text: ReadText): Layout | undefined {
	const kind = text('signatureLayout', 'one');
	if (kind !== 'list' && kind !== 'pairs') return undefined;
	const separator = text('separator', ',');
	if (separator === '') throw new UserError('Separator is empty');
	return { kind, separator };
}

function timestampOf(text: ReadText, layout: Layout | undefined): Timestamp {
	const unit = oneOf('Timestamp Unit', text('timestampUnit', 's'), UNITS);
	const name = () => named('Timestamp Name', text('timestampName', 't'));
	switch (text('timestampIn', 'header')) {
		case 'query':
			return { at: { query: name() }, unit };
		case 'field':
			return { at: { field: name() }, unit };
		case 'beside': {
			if (layout === undefined) {
				throw new UserError(
					'One signature has no room for a timestamp beside it. Set Layout to List or Pairs, or Timestamp In to another place.',
				);
			}
			return { at: layout.kind === 'list' ? 'first' : { pair: name() }, unit };
		}
		default: {
			const header = text('timestampHeader', 'webhook-timestamp').trim();
			assertHeaderName('Timestamp Header', header);
			return { at: { header }, unit };
		}
	}
}
