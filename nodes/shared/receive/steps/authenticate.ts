import { safeEqual } from '../../signature/safeEqual';
import type { SignatureScheme } from '../../signature/scheme';
import { verify } from '../../signature/verify';
import { type Answer, refuse } from '../answer';
import type { IncomingWebhook } from '../request';

/** Query parameter that carries the callback token of a sender that cannot sign. */
export const TOKEN_PARAMETER = 'token';

/** What a request has to prove. Every part that is present has to hold. */
export interface Authentication {
	/** Callback tokens that are accepted, the current one first. */
	readonly tokens?: readonly string[];
	readonly signature?: { readonly scheme: SignatureScheme; readonly secrets: readonly string[] };
}

/** What `delivery.verified` says of a request that passed. */
export function verifiedBy(authentication: Authentication): string {
	if (authentication.signature) return authentication.signature.scheme.id;
	return authentication.tokens ? 'token' : 'none';
}

/** Refuses a request whose `token` query parameter is missing, repeated or wrong. */
export function checkToken(
	tokens: readonly string[] | undefined,
	query: IncomingWebhook['query'],
): Answer | undefined {
	if (!tokens) return undefined;
	const given = query[TOKEN_PARAMETER];
	if (typeof given !== 'string' || given === '') {
		return refuse(401, `The callback token is missing: call the URL with ?${TOKEN_PARAMETER}=…`);
	}
	const known = tokens.filter((token) => token !== '').map((token) => safeEqual(token, given));
	return known.includes(true) ? undefined : refuse(401, 'The callback token is wrong');
}

/** Refuses a request whose signature header is missing, repeated, malformed or made with another secret. */
export function checkSignature(
	signature: Authentication['signature'],
	webhook: IncomingWebhook,
): Answer | undefined {
	if (!signature) return undefined;
	const { scheme, secrets } = signature;
	const header = (name: string | undefined) =>
		name === undefined ? undefined : webhook.headers[name.toLowerCase()];
	const message = {
		body: webhook.rawBody,
		timestamp: single(header(scheme.timestampHeader)),
		id: single(header(scheme.idHeader)),
	};
	const problem = verify(scheme, secrets, message, header(scheme.header));
	if (problem === undefined) return undefined;
	return refuse(401, `${PROBLEM[problem]} (${scheme.header})`);
}

const PROBLEM = {
	missing: 'The signature is missing',
	repeated: 'There is more than one signature',
	malformed: 'The signature is malformed',
	mismatch: 'The signature does not match',
} as const;

function single(value: string | string[] | undefined): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** A URL with the callback token that `checkToken` wants. */
export function withToken(url: string, token: string): string {
	return `${url}?${TOKEN_PARAMETER}=${encodeURIComponent(token)}`;
}
