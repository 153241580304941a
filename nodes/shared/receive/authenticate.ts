import { safeEqual } from '../lib/safeEqual';
import { contentOf } from '../signature/content';
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
	{ headers, rawBody, body }: IncomingWebhook,
): Proof | Answer {
	let signer: SignatureScheme | undefined;
	let signature: HeaderValue;
	for (const scheme of schemes) {
		const value = headers[namesOf(scheme).header];
		if (value === undefined || value.length === 0) continue;
		if (signer) return refuseSignature('repeated', schemes);
		signer = scheme;
		signature = value;
	}
	if (!signer) return refuseSignature('missing', schemes);

	const { timestampHeader, idHeader } = namesOf(signer);
	const timestamp = timestampHeader === undefined ? undefined : single(headers[timestampHeader]);
	const id = idHeader === undefined ? undefined : single(headers[idHeader]);
	const problem = verify(signer, secrets, { body: rawBody, timestamp, id }, signature);
	if (problem !== undefined) return refuseSignature(problem, [signer]);
	return {
		verified: signer.id,
		signedAt: signedTime(signer, headers, body),
		id: contentOf(signer).coversId ? id : undefined,
	};
}

function refuseSignature(
	problem: keyof typeof PROBLEM,
	schemes: readonly SignatureScheme[],
): Answer {
	const names = schemes.map(({ header }) => header).join(', ');
	return refuse(401, `${PROBLEM[problem]} (${names})`);
}

/** The headers of a scheme as Node.js spells them. */
type HeaderNames = Pick<SignatureScheme, 'header' | 'timestampHeader' | 'idHeader'>;

const names = new WeakMap<SignatureScheme, HeaderNames>();

function namesOf(scheme: SignatureScheme): HeaderNames {
	const known = names.get(scheme);
	if (known) return known;
	const lowered = {
		header: scheme.header.toLowerCase(),
		timestampHeader: scheme.timestampHeader?.toLowerCase(),
		idHeader: scheme.idHeader?.toLowerCase(),
	};
	names.set(scheme, lowered);
	return lowered;
}

function single(value: HeaderValue): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
