import { safeEqual } from '../lib/safeEqual';
import { nameOf, placesOf, readPlace } from '../signature/place';
import type { SignatureScheme } from '../signature/scheme';
import { isProblem, type Proof, type SignatureProblem } from '../signature/verdict';
import { verify } from '../signature/verify';
import { refuse, type Refusal, type RefusalReason } from './answer';
import type { IncomingWebhook } from './request';

/** Query parameter that carries the callback token of a sender that cannot sign. */
export const TOKEN_PARAMETER = 'token';

/** What a request has to prove. Every part that is present has to hold. */
export interface Authentication {
	/** Callback tokens that are accepted, the current one first. */
	readonly tokens?: readonly string[];
	readonly signature?: AcceptedSignatures;
	/** What the user has entered as verification token, for handshakes that are believed by it. Proves no event. */
	readonly verificationTokens?: readonly string[];
}

/** A signature by one of the schemes, made with one of the secrets. */
export interface AcceptedSignatures {
	/** A request is to be signed by exactly one of them, each of which has a place of its own. */
	readonly schemes: readonly SignatureScheme[];
	readonly secrets: readonly string[];
	/** Whether a request may be signed by several, or several ways stand at one place: then one good signature is enough. */
	readonly anyCounts?: boolean;
}

/** What the request proves of all that it has to, or why it is refused. */
export function authenticate(
	{ tokens, signature }: Authentication,
	webhook: IncomingWebhook,
): Proof | Refusal {
	const refused = tokens && checkToken(tokens, webhook.query);
	if (refused) return refused;
	if (signature) return checkSignature(signature, webhook);
	return { verified: tokens ? 'token' : 'none' };
}

/** Refuses a request whose `token` query parameter is missing, repeated or wrong. */
export function checkToken(
	tokens: readonly string[],
	query: IncomingWebhook['query'],
): Refusal | undefined {
	const given = query[TOKEN_PARAMETER];
	if (typeof given !== 'string' || given === '') {
		const message = `The callback token is missing: call the URL with ?${TOKEN_PARAMETER}=…`;
		return refuse(401, 'tokenMissing', message);
	}
	const known = tokens.filter((token) => token !== '').map((token) => safeEqual(token, given));
	return known.includes(true)
		? undefined
		: refuse(401, 'tokenWrong', 'The callback token is wrong');
}

/** A URL with the callback token that `checkToken` wants. */
export function withToken(url: string, token: string): string {
	return `${url}?${TOKEN_PARAMETER}=${encodeURIComponent(token)}`;
}

const PROBLEM: Readonly<Record<SignatureProblem, readonly [RefusalReason, string]>> = {
	missing: ['signatureMissing', 'The signature is missing'],
	repeated: ['signatureRepeated', 'There is more than one signature'],
	malformed: ['signatureMalformed', 'The signature is malformed'],
	mismatch: ['signatureWrong', 'The signature does not match'],
};

/** Refuses a request whose signature is missing, repeated, malformed or made with another secret. */
export function checkSignature(
	{ schemes, secrets, anyCounts }: AcceptedSignatures,
	webhook: IncomingWebhook,
): Proof | Refusal {
	const used = schemes.length === 1 ? schemes : schemes.filter((scheme) => isUsed(scheme, webhook));
	if (used.length > 1 && !anyCounts) return refuseSignature('repeated', schemes);
	let problem: SignatureProblem = 'missing';
	for (const scheme of used) {
		const verdict = verify(scheme, secrets, webhook);
		if (!isProblem(verdict)) return verdict;
		// What comes closest to a good one tells the sender most.
		if (CLOSENESS.indexOf(verdict.problem) > CLOSENESS.indexOf(problem)) problem = verdict.problem;
	}
	return refuseSignature(problem, used.length > 0 ? used : schemes);
}

const CLOSENESS: readonly SignatureProblem[] = ['missing', 'malformed', 'repeated', 'mismatch'];

/** Whether the request has something at a place where the scheme's signature stands. */
export function isUsed({ at }: SignatureScheme, webhook: IncomingWebhook): boolean {
	return placesOf(at).some((place) => {
		const value = readPlace(place, webhook);
		return typeof value === 'string' || value.problem === 'repeated';
	});
}

function refuseSignature(problem: SignatureProblem, schemes: readonly SignatureScheme[]): Refusal {
	const places = schemes.flatMap(({ at }) => placesOf(at).map(nameOf));
	const names = [...new Set(places)].join(', ');
	const [reason, message] = PROBLEM[problem];
	return refuse(401, reason, `${message} (${names})`);
}
