import { createHash } from 'node:crypto';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { EventDelivery, InvalidDelivery, RequestReport } from '../items';
import { isObject } from '../lib/json';
import { textOf } from '../signature/place';
import type { Proof } from '../signature/verdict';
import {
	acknowledge,
	type Answer,
	isRefusal,
	refuse,
	type Refusal,
	type RefusalReason,
} from './answer';
import { authenticate, type Authentication } from './authenticate';
import { type Batch, batchOf } from './batch';
import { answerHandshake } from './believe';
import { checkAge, checkContentType, checkValidity, problemsOf } from './checks';
import { notSelected, selectedTypes } from './eventTypes';
import type { NodeFields } from './fields';
import { handshakeOf, methodsOf } from './handshake';
import type { ReceiveOptions } from './options';
import type { IncomingWebhook } from './request';
import { reportRequest } from './requestReport';
import type { WebhookSource } from './source';

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

/** An event that is genuine, wanted and young enough. */
export interface JudgedEvent {
	/** Parsed; the text of what cannot be parsed. */
	readonly body: unknown;
	readonly delivery: EventDelivery | InvalidDelivery;
	/** 0 for Events; 1 for Invalid, where the payload is not as documented. */
	readonly output: 0 | 1;
	/** What tells it from other events: two with the same are copies. Mostly `delivery.id`. */
	readonly key: string;
	/** Whether no other event can have its key. Otherwise that is made of its body, and two can be equal. */
	readonly isUnique: boolean;
	/** Whether the sender says that somebody had it send the event once more. */
	readonly isSentAgain: boolean;
}

/** An event that does not run. */
export interface IgnoredEvent {
	/** `notSelected`; or why it was refused, where others of its request were not. */
	readonly reason: 'notSelected' | RefusalReason;
	readonly eventType: string | null;
	/** For the sender: `The event type x is not selected in the node`. */
	readonly why: string;
}

/** A request and what it is judged by. */
export interface Case {
	readonly webhook: IncomingWebhook;
	readonly source: WebhookSource;
	readonly fields: NodeFields;
	readonly options: Pick<ReceiveOptions, 'toleranceSeconds' | 'includeRequest'>;
	/** The address that it came from, where it is known. */
	readonly address: string | undefined;
	/** Unix time. */
	nowMs(): number;
	/** Gives what `source.authentication` says to a check, if need be once more with what was read anew. */
	against<Outcome extends object>(
		check: (authentication: Authentication) => Outcome | Refusal,
	): Promise<Outcome | Refusal>;
}

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

	const more = request ? { request } : {};
	const batch = source.batch === undefined ? undefined : batchOf(webhook.body, source.batch);
	if (batch) return judgeBatch(given, proof, batch, more);
	const outcome = judgeEvent(given, proof, more);
	if (isRefusal(outcome)) return { kind: 'refused', refusal: outcome };
	return 'why' in outcome
		? { kind: 'events', events: [], ignored: [outcome] }
		: { kind: 'events', events: [outcome], ignored: [] };
}

/** What an item says of the whole request, beside its event. */
type OfRequest = Pick<EventDelivery, 'request' | 'envelope'>;

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

/** Refuses a proof that does not count now. */
function checkProof(proof: Proof, { nowMs, options }: Case): Refusal | undefined {
	const now = nowMs();
	return checkValidity(proof, now) ?? checkAge(proof.signedAt, now, options.toleranceSeconds);
}

/**
 * Decides on an event of a request that proved who sent it.
 *
 * @param place where it stands in the request, if others do too, and the id that they share
 */
function judgeEvent(
	given: Case,
	proof: Proof,
	more: OfRequest,
	place?: { readonly requestId: string | undefined; readonly index: number },
): JudgedEvent | IgnoredEvent | Refusal {
	const { webhook, source, fields, options, address, nowMs } = given;
	const problems = problemsOf(source.schema, webhook.body);
	const body = problems.length === 0 && isObject(webhook.body) ? webhook.body : undefined;
	const eventType = body ? source.eventType(body, webhook) : null;
	if (body) {
		const inconsistency = source.inconsistency?.(body, webhook);
		if (inconsistency !== undefined) return refuse(400, 'contradiction', inconsistency);
		const why = source.ignoreReason
			? source.ignoreReason(fields, body, webhook)
			: notSelected(selectedTypes(fields), eventType);
		if (why !== undefined) return { reason: 'notSelected', eventType, why };
	}
	const tooOld =
		checkProof(proof, given) ??
		checkAge(occurredAt(source, webhook, body), nowMs(), options.toleranceSeconds);
	if (tooOld) return tooOld;

	const named = source.eventId?.(webhook) ?? proof.id;
	const ownId =
		named !== undefined && named === place?.requestId ? `${named}:${place.index}` : named;
	const id = ownId ?? contentId(proof, source.content?.(fields, webhook) ?? webhook.rawBody);
	const known = {
		id,
		receivedAt: new Date(nowMs()).toISOString(),
		verified: proof.verified,
		sourceIp: address ?? null,
		...more,
	};
	return {
		body: webhook.body === undefined ? webhook.rawBody.toString('utf8') : webhook.body,
		delivery: body ? { ...known, eventType } : { ...known, eventType: null, problems },
		output: body ? 0 : 1,
		// An id and a signed time are never given twice, but two events can have equal bodies.
		isUnique: ownId !== undefined || proof.signedAt !== undefined,
		key: source.idsRepeat ? `${id} ${sha256(webhook.rawBody)}` : id,
		isSentAgain: source.sentAgain !== undefined && isMarked(source.sentAgain, webhook),
	};
}

function isMarked(
	{ at, is }: NonNullable<WebhookSource['sentAgain']>,
	webhook: IncomingWebhook,
): boolean {
	return is.includes(textOf(at, webhook) ?? '');
}

function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The time of the event as its payload tells it. A payload that is not as documented goes to the output for these also
 * where it tells no time: its problems say so.
 */
function occurredAt(
	source: WebhookSource,
	webhook: IncomingWebhook,
	body: IDataObject | undefined,
) {
	const ms = source.occurredAtMs?.(webhook);
	return ms === undefined || (!body && Number.isNaN(ms)) ? undefined : { ms };
}

/** An id for an event that has none: its content, and the time where one is signed beside the body. */
function contentId({ signedAt }: Proof, content: Buffer | string): string {
	const hash = createHash('sha256');
	if (signedAt) hash.update(`${signedAt.text}.`);
	return hash.update(content).digest('hex');
}

/**
 * The item of an event: the vendor's body as it came, plus `delivery`, which takes the place of a key of that name. A
 * body that is no object stands under `body`.
 */
export function toItem({
	body,
	delivery,
}: Pick<JudgedEvent, 'body' | 'delivery'>): INodeExecutionData {
	if (isObject(body)) return { json: { ...body, delivery } };
	return { json: { body, delivery } as IDataObject };
}
