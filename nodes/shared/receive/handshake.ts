import { createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { isHeaderValue } from '../lib/headers';
import { isObject } from '../lib/json';
import { textOf } from '../signature/place';
import type { Encoding, Place, SignableRequest } from '../signature/scheme';
import type { Answer } from './answer';

/**
 * A request with which a sender tries the address, or hands over what it needs later. It is answered and starts no
 * workflow; one that looks like it and does not prove what it has to is refused with 401.
 */
export interface Handshake {
	/** How it is told from an event. All that is given has to hold. */
	readonly known: {
		/** POST unless said otherwise. */
		readonly method?: 'GET' | 'HEAD' | 'POST';
		/** Where something has to stand. */
		readonly has?: readonly Place[];
		/** Where exactly this text has to stand; a number counts as text. */
		readonly equal?: ReadonlyArray<readonly [Place, string]>;
		/** The body has no fields but these; an empty list for an empty body. */
		readonly onlyFields?: readonly string[];
	};
	/**
	 * What makes it believable: the same as an event's proof; the verification token that the user entered, at this place;
	 * or nothing, where the sender gives no way, so that the answer must be of no use to anybody else.
	 */
	readonly proof: 'signature' | 'none' | { readonly verificationToken: Place };
	readonly answer: HandshakeAnswer;
	/**
	 * Where the secret stands that it brings for the events to come. It is kept for the node and this mode (test or
	 * production) unless one is kept already.
	 */
	readonly bringsSecret?: Place;
}

/** What a handshake is answered with: a text (sent as text/plain), fields (sent as JSON), or no body. */
export interface HandshakeAnswer {
	/** 200 unless said otherwise. */
	readonly status?: number;
	readonly headers?: Readonly<Record<string, AnswerValue>>;
	readonly text?: AnswerValue;
	readonly fields?: Readonly<Record<string, AnswerValue>>;
}

/** A constant, what stands at a place of the request, or its HMAC SHA-256 with the secret. */
export type AnswerValue =
	| string
	| number
	| { readonly copy: Place }
	| {
			readonly hmac: Place;
			readonly encoding: Encoding;
			readonly prefix?: string;
			/**
			 * What may stand there. Signing whatever is asked for would make signatures of bodies for anybody, where a body is
			 * signed in the same way and the request proves nothing.
			 */
			readonly only: RegExp;
	  };

/** A handshake that was believed. */
export interface AnsweredHandshake {
	readonly answer: Answer;
	/** The secret that it has brought. */
	readonly secret?: string;
}

/** Longer values than this are sent back to nobody. */
const MAX_ECHO_CHARACTERS = 2048;

/** Tells a browser to take the text for nothing else, whatever is in it. */
const AS_TEXT = {
	'Content-Type': 'text/plain; charset=utf-8',
	'X-Content-Type-Options': 'nosniff',
};

/** The handshake that this request is, or looks like. */
export function handshakeOf(
	handshakes: readonly Handshake[],
	request: SignableRequest,
): Handshake | undefined {
	return handshakes.find(({ known }) => isKnown(known, request));
}

function isKnown(
	{ method = 'POST', has = [], equal = [], onlyFields }: Handshake['known'],
	request: SignableRequest,
): boolean {
	return (
		request.method === method &&
		has.every((place) => textOf(place, request) !== undefined) &&
		equal.every(([place, text]) => textOf(place, request) === text) &&
		(onlyFields === undefined || hasOnly(onlyFields, request))
	);
}

function hasOnly(names: readonly string[], { rawBody, body }: SignableRequest): boolean {
	if (names.length === 0) return rawBody.length === 0;
	return isObject(body) && Object.keys(body).every((name) => names.includes(name));
}

/** The methods that reach a sender's events and handshakes, as the header Allow lists them. */
export function methodsOf(handshakes: readonly Handshake[] = []): string[] {
	return [...new Set(['POST', ...handshakes.map(({ known }) => known.method ?? 'POST')])];
}

/**
 * The answer to a handshake; undefined where what is asked for is not there, or may not be answered.
 *
 * @param secret the current one
 */
export function answerTo(
	{ status = 200, headers = {}, text, fields }: HandshakeAnswer,
	request: SignableRequest,
	secret: string,
): Answer | undefined {
	const valueOf = (value: AnswerValue) => valueFor(value, request, secret);
	const said = text === undefined ? undefined : valueOf(text);
	const sent = Object.entries(headers).map(([name, value]) => [name, valueOf(value)] as const);
	const filled = Object.entries(fields ?? {}).map(
		([name, value]) => [name, valueOf(value)] as const,
	);
	const all = [...sent, ...filled].map(([, value]) => value);
	if (all.includes(undefined) || (text !== undefined && said === undefined)) return undefined;
	if (!sent.every(([, value]) => isHeaderValue(String(value)))) return undefined;
	const given = Object.fromEntries(sent.map(([name, value]) => [name, String(value)]));
	if (said !== undefined) return { status, body: String(said), headers: { ...given, ...AS_TEXT } };
	return {
		status,
		headers: given,
		...(fields && { body: Object.fromEntries(filled) as IDataObject }),
	};
}

function valueFor(
	value: AnswerValue,
	request: SignableRequest,
	secret: string,
): string | number | undefined {
	if (typeof value !== 'object') return value;
	const text = textOf('copy' in value ? value.copy : value.hmac, request);
	if (text === undefined || text.length > MAX_ECHO_CHARACTERS) return undefined;
	if ('copy' in value) return text;
	if (secret === '' || !value.only.test(text)) return undefined;
	const hmac = createHmac('sha256', secret).update(text).digest(value.encoding);
	return `${value.prefix ?? ''}${hmac}`;
}
