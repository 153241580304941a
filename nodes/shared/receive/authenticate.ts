import { safeEqual } from '../lib/safeEqual';
import { covers } from '../signature/content';
import type { HeaderValue, SignatureScheme } from '../signature/scheme';
import { type SignedTime, signedTime } from '../signature/timestamp';
import { verify } from '../signature/verify';
import { type Answer, refuse } from './checks';
import type { IncomingWebhook } from './request';

/** Query parameter that carries the callback token of a sender that cannot sign. */
export const TOKEN_PARAMETER = 'token';

/** What a request has to prove. Every part that is present has to hold. */
export interface Authentication {
	/** Callback tokens that are accepted, the current one first. */
	readonly tokens?: readonly string[];
	readonly signature?: AcceptedSignatures;
}

/** A signature by one of the schemes, made with one of the secrets. */
export interface AcceptedSignatures {
	/** Each has a header of its own; exactly one of these headers has to be there. */
	readonly schemes: readonly SignatureScheme[];
	readonly secrets: readonly string[];
}

/** What a request has proved: all that is known of it for certain, whatever its body holds. */
export interface Proof {
	/** How: the id of the signature's scheme, `token` or `none`. */
	readonly verified: string;
	/** The time that is signed; undefined where none is. */
	readonly signedAt?: SignedTime | undefined;
	/** The message id that is signed. */
	readonly id?: string | undefined;
}

/** Whether a request was refused instead of having proved something. */
export function isRefused(outcome: Proof | Answer): outcome is Answer {
	return 'status' in outcome;
}

/** What the request proves of all that it has to, or why it is refused. */
export function authenticate(
	{ tokens, signature }: Authentication,
	webhook: IncomingWebhook,
): Proof | Answer {
	const refused = tokens && checkToken(tokens, webhook.query);
	if (refused) return refused;
	if (signature) return checkSignature(signature, webhook);
	return { verified: tokens ? 'token' : 'none' };
}

/** Refuses a request whose `token` query parameter is missing, repeated or wrong. */
export function checkToken(
	tokens: readonly string[],
	query: IncomingWebhook['query'],
): Answer | undefined {
	const given = query[TOKEN_PARAMETER];
	if (typeof given !== 'string' || given === '') {
		return refuse(401, `The callback token is missing: call the URL with ?${TOKEN_PARAMETER}=…`);
	}
	const known = tokens.filter((token) => token !== '').map((token) => safeEqual(token, given));
	return known.includes(true) ? undefined : refuse(401, 'The callback token is wrong');
}

/** A URL with the callback token that `checkToken` wants. */
export function withToken(url: string, token: string): string {
	return `${url}?${TOKEN_PARAMETER}=${encodeURIComponent(token)}`;
}

const PROBLEM = {
	missing: 'The signature is missing',
	repeated: 'There is more than one signature',
	malformed: 'The signature is malformed',
	mismatch: 'The signature does not match',
} as const;

/** Refuses a request whose signature header is missing, repeated, malformed or made with another secret. */
export function checkSignature(
	{ schemes, secrets }: AcceptedSignatures,
	webhook: IncomingWebhook,
): Proof | Answer {
	const headerOf = (name: string) => webhook.headers[name.toLowerCase()];
	const [scheme, another] = schemes.filter(({ header }) => isPresent(headerOf(header)));
	if (scheme === undefined || another !== undefined) {
		const names = schemes.map(({ header }) => header).join(', ');
		return refuse(401, `${PROBLEM[scheme === undefined ? 'missing' : 'repeated']} (${names})`);
	}

	const timestamp = single(scheme.timestampHeader, headerOf);
	const id = single(scheme.idHeader, headerOf);
	const message = { body: webhook.rawBody, timestamp, id };
	const problem = verify(scheme, secrets, message, headerOf(scheme.header));
	if (problem !== undefined) return refuse(401, `${PROBLEM[problem]} (${scheme.header})`);
	return {
		verified: scheme.id,
		signedAt: signedTime(scheme, headerOf, webhook.body),
		id: covers(scheme, '{id}') ? id : undefined,
	};
}

function isPresent(value: HeaderValue): boolean {
	return value !== undefined && value.length > 0;
}

function single(
	name: string | undefined,
	headerOf: (name: string) => HeaderValue,
): string | undefined {
	const value = name === undefined ? undefined : headerOf(name);
	return typeof value === 'string' ? value : undefined;
}
