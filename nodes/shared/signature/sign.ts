import { signatureText } from './algorithm';
import { argumentsOf, bytesOf, type Content, covers, isForm } from './content';
import { writeJwt } from './jwt';
import type { Key } from './keyPair';
import { keyOf, secretProblem } from './keys';
import { writeLayout } from './layout';
import { placesOf, textOf } from './place';
import type { JwtScheme, Place, SignableRequest, SignatureScheme, SignedScheme } from './scheme';
import { placeOfTime, writeTime } from './timestamp';
import { tokenText } from './token';

/** What a signed message carries besides what it had before. */
export interface SignatureParts {
	readonly headers: Readonly<Record<string, string>>;
	/** Parameters to add to the query. */
	readonly query: Readonly<Record<string, string>>;
	/** Texts of these that nobody else should see: signatures, tokens. */
	readonly confidential: readonly string[];
}

/** What is about to be sent. */
export interface OutgoingContent {
	readonly request: SignableRequest;
	/** The same for each attempt, for schemes that sign one. */
	readonly id: string;
	readonly nowMs: number;
}

/**
 * What has to be added to a message so that it proves who sends it.
 *
 * @param secrets the current one first; another also signs where the scheme has room for more than one signature
 * @throws Error when the current secret cannot sign, or the scheme cannot be used for this message
 */
export function signatureParts(
	scheme: SignatureScheme,
	secrets: readonly string[],
	message: OutgoingContent,
): SignatureParts {
	const [current = ''] = secrets;
	if (current.trim() === '') throw new Error('A webhook cannot be signed with an empty secret');
	const problem = secretProblem(scheme, current, 'sign');
	if (problem !== undefined) {
		throw new Error(`The secret does not fit the signature ${scheme.id}: ${problem}`);
	}
	if (scheme.kind === 'signature') return signedParts(scheme, secrets, message);
	const text =
		scheme.kind === 'token'
			? tokenText(current, scheme.encoding)
			: jwtText(scheme, current, message);
	const value = (scheme.prefix ?? '') + text;
	return { ...standingAt(scheme.id, [[scheme.at, value]]), confidential: [text] };
}

/**
 * The headers that prove a body, by a scheme that signs nothing else.
 *
 * @throws Error when the secret cannot sign
 */
export function signatureOfBody(
	scheme: SignedScheme,
	secret: string,
	rawBody: Buffer,
): Readonly<Record<string, string>> {
	const nothing = { method: '', url: '', queryString: '', query: {}, headers: {}, body: undefined };
	const request = { ...nothing, rawBody };
	return signatureParts(scheme, [secret], { request, id: '', nowMs: 0 }).headers;
}

function jwtText(scheme: JwtScheme, secret: string, { request, nowMs }: OutgoingContent): string {
	for (const algorithm of scheme.algorithms) {
		const key = keyOf({ algorithm, key: scheme.key }, secret);
		if (!isForSigning(key)) continue;
		const token = writeJwt(scheme, algorithm, key.key, request, nowMs);
		if (token !== undefined) return token;
	}
	throw incomplete(scheme.id);
}

function signedParts(
	scheme: SignedScheme,
	secrets: readonly string[],
	{ request, id, nowMs }: OutgoingContent,
): SignatureParts {
	const timestamp = scheme.timestamp && writeTime(nowMs, scheme.timestamp.unit);
	const beside: Array<readonly [Place, string]> = [];
	const placeOfTimestamp = placeOfTime(scheme);
	// A time within the body is the body's own.
	if (timestamp !== undefined && placeOfTimestamp && !('field' in placeOfTimestamp)) {
		beside.push([placeOfTimestamp, timestamp]);
	}
	if (scheme.messageId) beside.push([scheme.messageId, id]);
	beside.push(...bodyHashes(scheme, request));
	beside.push(...headerLists(scheme, request, beside));
	const { headers, query } = standingAt(scheme.id, beside);
	const signable: SignableRequest = {
		method: request.method,
		url: request.url,
		headers: { ...request.headers, ...lowerCased(headers) },
		queryString: withParameters(request.queryString, query),
		query: { ...request.query, ...query },
		rawBody: request.rawBody,
		settings: request.settings,
		// Few schemes look into a body, which is parsed only then.
		get body() {
			return request.body;
		},
	};
	const signed = signatures(scheme, secrets, { request: signable, timestamp, id });
	return {
		...standingAt(scheme.id, [...beside, ...signed.values]),
		confidential: signed.texts,
	};
}

/** The hash of a body that is signed only through it. */
function bodyHashes(
	{ bodyHash, content }: SignedScheme,
	request: SignableRequest,
): Array<readonly [Place, string]> {
	if (!bodyHash || 'field' in bodyHash.at) return [];
	if (covers(content, 'form') && isForm(request)) return [];
	const hash = bytesOf(bodyHash.is, { request })?.toString();
	return hash === undefined ? [] : [[bodyHash.at, hash]];
}

/** The headers that list those which are signed: the body's type, what the signature brings, and the list itself. */
function headerLists(
	{ content }: SignedScheme,
	{ headers }: SignableRequest,
	beside: ReadonlyArray<readonly [Place, string]>,
): Array<readonly [Place, string]> {
	return argumentsOf(content, 'signedHeaders')
		.filter((list) => headers[list.toLowerCase()] === undefined)
		.map((list) => {
			const own = beside.flatMap(([place]) => ('header' in place ? [place.header] : []));
			const type = headers['content-type'] === undefined ? [] : ['content-type'];
			const names = [...type, ...own, list].map((name) => name.toLowerCase());
			return [{ header: list }, names.join(',')];
		});
}

/** A query with more parameters. The order is that of the address that is sent, so that it can be signed. */
export function withParameters(
	queryString: string,
	added: Readonly<Record<string, string>>,
): string {
	const more = new URLSearchParams(added).toString();
	return [queryString, more].filter(Boolean).join('&');
}

/** Signatures where they stand, and without what stands around them. */
interface Signatures {
	readonly values: ReadonlyArray<readonly [Place, string]>;
	readonly texts: readonly string[];
}

/**
 * The signatures of a content: one with each secret where the scheme has room for more than one.
 *
 * @throws Error when the content lacks something that is signed
 */
export function signatures(
	scheme: SignedScheme,
	secrets: readonly string[],
	content: Content,
): Signatures {
	const { content: template, bodyHash, layout } = scheme;
	const hasHash = !bodyHash || covers(template, 'form') || textOf(bodyHash.at, content.request);
	if (!hasHash) throw incomplete(scheme.id);

	const made = secrets.flatMap((secret) => {
		const form = scheme.forms.find((one) => isForSigning(keyOf(one, secret)));
		const key = form && keyOf(form, secret);
		if (!form || !key || !isForSigning(key)) return [];
		const text = signatureText({ form, template, content, key: key.key });
		if (text === undefined) throw incomplete(scheme.id);
		return [{ form, text }];
	});
	const places = placesOf(scheme.at);
	const values = layout
		? [writeLayout(scheme, made, content.timestamp)]
		: made.map((signature) => writeLayout(scheme, [signature], content.timestamp));
	return {
		values: places.slice(0, values.length).map((place, index) => [place, values[index] ?? '']),
		texts: made.map(({ text }) => text),
	};
}

function isForSigning(key: Key): key is Exclude<Key, { kind: 'none' }> {
	return key.kind === 'secret' || key.kind === 'private';
}

/** @throws Error for a field of the body, whose bytes are what is signed */
function standingAt(
	id: string,
	values: ReadonlyArray<readonly [Place, string]>,
): Pick<SignatureParts, 'headers' | 'query'> {
	const headers: Record<string, string> = {};
	const query: Record<string, string> = {};
	for (const [place, value] of values) {
		if ('header' in place) headers[place.header] = value;
		else if ('query' in place) query[place.query] = value;
		else throw new Error(`The signature ${id} stands in the body, which cannot be signed so`);
	}
	return { headers, query };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

function incomplete(id: string): Error {
	return new Error(
		`The signature ${id} covers something that the message does not have: a header, a field of the body, or a body of another kind`,
	);
}
