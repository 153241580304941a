import { createHash } from 'node:crypto';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { EventDelivery, InvalidDelivery } from '../items';
import { isObject } from '../lib/json';
import type { Proof } from '../signature/verdict';
import { acknowledge, type Answer, isRefusal, refuse, type Refusal } from './answer';
import { checkAge, checkValidity, problemsOf } from './checks';
import { notSelected, selectedTypes } from './eventTypes';
import type { NodeFields } from './fields';
import type { ReceiveOptions } from './options';
import type { IncomingWebhook } from './request';
import type { WebhookSource } from './source';

/** What becomes of a request. */
export type Judgement =
	/** Nothing of it runs, and its sender is told why. */
	| { readonly kind: 'refused'; readonly refusal: Refusal }
	/** It brought no event: a handshake, or an empty batch. */
	| { readonly kind: 'answered'; readonly answer: Answer }
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
	/** Whether no other event can have its `delivery.id`. Otherwise that is made of its body, and two can be equal. */
	readonly isUnique: boolean;
}

/** An event that the node does not want. */
export interface IgnoredEvent {
	readonly eventType: string | null;
	/** For the sender: `The event type x is not selected in the node`. */
	readonly why: string;
}

/** A request and what it is judged by. */
export interface Case {
	readonly webhook: IncomingWebhook;
	readonly source: WebhookSource;
	readonly fields: NodeFields;
	readonly options: Pick<ReceiveOptions, 'toleranceSeconds'>;
	/** The address that it came from, where it is known. */
	readonly address: string | undefined;
	/** Unix time. */
	nowMs(): number;
	/** What the request proves of all that it has to, or why it is refused. */
	prove(): Promise<Proof | Refusal>;
}

/**
 * Decides on a request: refused, answered, or the events that it brings. Whether an event is a copy is not asked here.
 *
 * @throws what `prove` throws: credentials that cannot be read
 */
export async function judge(given: Case): Promise<Judgement> {
	const { webhook, source } = given;
	const proof = await given.prove();
	const refused = isRefusal(proof);
	if (source.isValidationRequest?.(webhook, refused ? undefined : proof)) {
		return { kind: 'answered', answer: acknowledge() };
	}
	if (refused) return { kind: 'refused', refusal: proof };
	const reply = source.reply?.(webhook.body);
	if (reply) return { kind: 'answered', answer: { status: 200, body: reply } };

	const outcome = judgeEvent(given, proof);
	if (isRefusal(outcome)) return { kind: 'refused', refusal: outcome };
	return 'why' in outcome
		? { kind: 'events', events: [], ignored: [outcome] }
		: { kind: 'events', events: [outcome], ignored: [] };
}

/** Decides on an event of a request that proved who sent it. */
function judgeEvent(
	{ webhook, source, fields, options, address, nowMs }: Case,
	proof: Proof,
): JudgedEvent | IgnoredEvent | Refusal {
	const problems = problemsOf(source.schema, webhook.body);
	const body = problems.length === 0 && isObject(webhook.body) ? webhook.body : undefined;
	const eventType = body ? source.eventType(body, webhook) : null;
	if (body) {
		const inconsistency = source.inconsistency?.(body, webhook);
		if (inconsistency !== undefined) return refuse(400, 'contradiction', inconsistency);
		const why = source.ignoreReason
			? source.ignoreReason(fields, body, webhook)
			: notSelected(selectedTypes(fields), eventType);
		if (why !== undefined) return { eventType, why };
	}
	const now = nowMs();
	const tooOld =
		checkValidity(proof, now) ??
		checkAge(proof.signedAt, now, options.toleranceSeconds) ??
		checkAge(occurredAt(source, webhook, body), now, options.toleranceSeconds);
	if (tooOld) return tooOld;

	const ownId = source.eventId?.(webhook) ?? proof.id;
	const known = {
		id: ownId ?? contentId(proof, source.content?.(fields, webhook) ?? webhook.rawBody),
		receivedAt: new Date(now).toISOString(),
		verified: proof.verified,
		sourceIp: address ?? null,
	};
	return {
		body: webhook.body === undefined ? webhook.rawBody.toString('utf8') : webhook.body,
		delivery: body ? { ...known, eventType } : { ...known, eventType: null, problems },
		output: body ? 0 : 1,
		// An id and a signed time are never given twice, but two events can have equal bodies.
		isUnique: ownId !== undefined || proof.signedAt !== undefined,
	};
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
