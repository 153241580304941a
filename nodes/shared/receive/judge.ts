import type { RequestReport } from '../items';
import type { Proof } from '../signature/verdict';
import { acknowledge, type Answer, isRefusal, refuse, type Refusal } from './answer';
import { authenticate } from './authenticate';
import { type Batch, batchOf } from './batch';
import { answerHandshake } from './believe';
import { checkContentType } from './checks';
import {
	type Case,
	checkProof,
	type IgnoredEvent,
	judgeEvent,
	type JudgedEvent,
	type OfRequest,
} from './event';
import { handshakeOf, methodsOf } from './handshake';
import type { IncomingWebhook } from './request';
import { reportRequest } from './requestReport';
import type { WebhookSource } from './source';

export { type Case, type IgnoredEvent, type JudgedEvent, toItem } from './event';

/** What becomes of a request. */
export type Judgement =
	/** Nothing of it runs, and its sender is told why. */
	| { readonly kind: 'refused'; readonly refusal: Refusal }
	/** It brought no event: a handshake, or an empty batch. A handshake may have brought a secret for the events to come. */
	| { readonly kind: 'answered'; readonly answer: Answer; readonly secret?: string }
	/** What it brought. Of a sender that sends one event in a request, it is one in all. */
	| {
			readonly kind: 'events';
			readonly events: readonly JudgedEvent[];
			readonly ignored: readonly IgnoredEvent[];
	  };

/**
 * Decides on a request: refused, answered, or the events that it brings. Whether an event is a copy is not asked here.
 *
 * @throws what `against` throws: credentials that cannot be read
 */
export async function judge(given: Case): Promise<Judgement> {
	const { webhook, source } = given;
	const handshake = source.handshakes && handshakeOf(source.handshakes, webhook);
	if (handshake) {
		const checkTime = (proof: Proof) => checkProof(proof, given);
		const outcome = await given.against((authentication) =>
			answerHandshake(handshake, webhook, authentication, checkTime),
		);
		return isRefusal(outcome)
			? { kind: 'refused', refusal: outcome }
			: { kind: 'answered', ...outcome };
	}
	const unfit = checkMethod(webhook.method, source) ?? checkBodyKind(webhook, source);
	if (unfit) return { kind: 'refused', refusal: unfit };

	let request: RequestReport | undefined;
	const proof = await given.against((authentication) => {
		if (given.options.includeRequest) request = reportRequest(webhook, authentication);
		return authenticate(authentication, webhook);
	});
	const refused = isRefusal(proof);
	if (source.isValidationRequest?.(webhook, refused ? undefined : proof)) {
		return { kind: 'answered', answer: acknowledge() };
	}
	if (refused) return { kind: 'refused', refusal: proof };

	const { registration } = given;
	const more = { ...(registration && { registration }), ...(request && { request }) };
	const batch = source.batch === undefined ? undefined : batchOf(webhook.body, source.batch);
	if (batch) return judgeBatch(given, proof, batch, more);
	const outcome = judgeEvent(given, proof, more);
	if (isRefusal(outcome)) return { kind: 'refused', refusal: outcome };
	return 'why' in outcome
		? { kind: 'events', events: [], ignored: [outcome] }
		: { kind: 'events', events: [outcome], ignored: [] };
}

/** Decides on each event for itself. Where all are refused the request is; otherwise the rest runs. */
function judgeBatch(
	given: Case,
	proof: Proof,
	{ elements, envelope }: Batch,
	more: OfRequest,
): Judgement {
	if (elements.length === 0) return { kind: 'answered', answer: acknowledge() };
	const { webhook, source } = given;
	const ofAll = envelope ? { ...more, envelope } : more;
	const requestId = source.eventId?.({ ...webhook, body: undefined }) ?? proof.id;
	const events: JudgedEvent[] = [];
	const ignored: IgnoredEvent[] = [];
	let refusal: Refusal | undefined;
	for (const [index, body] of elements.entries()) {
		const alone = { ...given, webhook: elementOf(webhook, body) };
		const ids = { requestId, index };
		const outcome = judgeEvent(alone, proof, ofAll, ids);
		if (isRefusal(outcome)) {
			refusal ??= outcome;
			ignored.push({ reason: outcome.reason, eventType: null, why: outcome.body.error });
		} else if ('why' in outcome) ignored.push(outcome);
		else events.push(outcome);
	}
	if (refusal && events.length === 0 && ignored.every(({ reason }) => reason !== 'notSelected')) {
		return { kind: 'refused', refusal };
	}
	return { kind: 'events', events, ignored };
}

/** The request as if this event had come alone. */
function elementOf(webhook: IncomingWebhook, body: unknown): IncomingWebhook {
	return {
		...webhook,
		body,
		get rawBody() {
			return Buffer.from(JSON.stringify(body));
		},
	};
}

function checkMethod(method: string, { handshakes }: WebhookSource): Refusal | undefined {
	if (method !== 'GET' && method !== 'HEAD') return undefined;
	const message = `Events come by POST; ${method} is not taken here`;
	return refuse(405, 'method', message, { Allow: methodsOf(handshakes).join(', ') });
}

function checkBodyKind(
	{ contentType, rawBody }: IncomingWebhook,
	source: WebhookSource,
): Refusal | undefined {
	if (rawBody.length === 0 && source.bodies?.includes('empty')) return undefined;
	return checkContentType(contentType, source);
}
