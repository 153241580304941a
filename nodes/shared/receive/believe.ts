import { safeEqual } from '../lib/safeEqual';
import { textOf } from '../signature/place';
import type { Proof } from '../signature/verdict';
import { isRefusal, refuse, type Refusal } from './answer';
import { authenticate, type Authentication, checkSignature, isUsed } from './authenticate';
import { type AnsweredHandshake, answerTo, type Handshake } from './handshake';
import type { IncomingWebhook } from './request';

/** Longer than any sender's secret. */
const MAX_SECRET_CHARACTERS = 1024;

/**
 * The answer to a handshake that proves what it has to; otherwise it is refused.
 *
 * @param checkTime refuses a proof that is too old
 */
export function answerHandshake(
	handshake: Handshake,
	webhook: IncomingWebhook,
	authentication: Authentication,
	checkTime: (proof: Proof) => Refusal | undefined,
): AnsweredHandshake | Refusal {
	const { bringsSecret } = handshake;
	const secret = bringsSecret && textOf(bringsSecret, webhook);
	const refused = disbelieve(handshake, webhook, authentication, secret, checkTime);
	if (refused) return refused;
	if (secret !== undefined && secret.length > MAX_SECRET_CHARACTERS) {
		return refuse(400, 'handshake', 'The secret is too long');
	}
	const current = authentication.signature?.secrets.find((known) => known !== '');
	const answer = answerTo(handshake.answer, webhook, current ?? '');
	if (!answer) return refuse(400, 'handshake', 'What is to be answered is missing or not allowed');
	return secret === undefined ? { answer } : { answer, secret };
}

function disbelieve(
	{ proof }: Handshake,
	webhook: IncomingWebhook,
	authentication: Authentication,
	broughtSecret: string | undefined,
	checkTime: (proof: Proof) => Refusal | undefined,
): Refusal | undefined {
	if (typeof proof === 'object') {
		const given = textOf(proof.verificationToken, webhook) ?? '';
		const known = (authentication.verificationTokens ?? []).filter((token) => token !== '');
		// No early exit: how long it takes must not tell which one was right.
		const good = known.map((token) => safeEqual(token, given)).includes(true);
		return good ? undefined : refuse(403, 'handshake', 'The verification token is wrong');
	}
	const { tokens, signature } = authentication;
	const outcome =
		proof === 'signature'
			? authenticate(authentication, webhook)
			: authenticate(tokens ? { tokens } : {}, webhook);
	const refused = isRefusal(outcome) ? outcome : checkTime(outcome);
	if (refused) return { ...refused, reason: 'handshake' };
	// What needs no signature and has one all the same must not have a wrong one.
	if (proof === 'signature' || !signature?.schemes.some((scheme) => isUsed(scheme, webhook))) {
		return undefined;
	}
	const secrets = [...signature.secrets, ...(broughtSecret === undefined ? [] : [broughtSecret])];
	const signed = checkSignature({ ...signature, secrets }, webhook);
	return isRefusal(signed) ? { ...signed, reason: 'handshake' } : undefined;
}
