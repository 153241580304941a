import { createHash } from 'node:crypto';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { EventDelivery, InvalidDelivery } from '../items';
import { isObject } from '../lib/json';
import { textOf } from '../signature/place';
import type { Proof } from '../signature/verdict';
import { refuse, type Refusal, type RefusalReason } from './answer';
import type { Authentication } from './authenticate';
import { checkAge, checkValidity, problemsOf } from './checks';
import { notSelected, selectedTypes } from './eventTypes';
import type { NodeFields } from './fields';
import type { ReceiveOptions } from './options';
import type { IncomingWebhook } from './request';
import type { WebhookSource } from './source';

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
	/** What an item tells of the node's registration. */
	readonly registration?: EventDelivery['registration'];
	/** Unix time. */
	nowMs(): number;
	/** Gives what `source.authentication` says to a check, if need be once more with what was read anew. */
	against<Outcome extends object>(
		check: (authentication: Authentication) => Outcome | Refusal,
	): Promise<Outcome | Refusal>;
}

/** What an item says of the whole request, beside its event. */
export type OfRequest = Pick<EventDelivery, 'registration' | 'request' | 'envelope'>;

/** Refuses a proof that does not count now. */
export function checkProof(proof: Proof, { nowMs, options }: Case): Refusal | undefined {
	const now = nowMs();
	return checkValidity(proof, now) ?? checkAge(proof.signedAt, now, options.toleranceSeconds);
}

/**
 * Decides on an event of a request that proved who sent it.
 *
 * @param place where it stands in the request, if others do too, and the id that they share
 */
export function judgeEvent(
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
