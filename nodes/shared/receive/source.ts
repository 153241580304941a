import type { IDataObject } from 'n8n-workflow';
import type { ZodType } from 'zod';

import type { TokenField } from '../state/secret';
import type { Place } from '../signature/scheme';
import type { Proof } from '../signature/verdict';
import type { Authentication } from './authenticate';
import type { BodyRules } from './body';
import type { NodeFields } from './fields';
import type { Handshake } from './handshake';
import type { ReceiveDefaults } from './options';
import type { IncomingWebhook } from './request';

/** Where a trigger gets what a request is checked against. */
export interface SecretSource {
	/** As the context's own, but read from the database at most every 10 s. */
	getCredentials<T extends object>(type: string): Promise<T>;
	/** The secrets of the hooks that the node makes by itself, derived from the API token in that field. */
	ownSecrets(token: TokenField): Promise<string[]>;
}

/** What a trigger declares of the system that sends to it; everything else about receiving is the same for all. */
export interface WebhookSource extends BodyRules {
	/** Limits that hold until the user sets others in the node's options. */
	readonly defaults: ReceiveDefaults;

	/**
	 * What a workflow needs of a payload to work with it. What is authentic and does not match goes to the output
	 * Invalid, which is to be rare.
	 *
	 * So a schema asks for what tells the event from others: the ids and the type that the vendor promises, the time
	 * where one is promised, the object that the event is about. Where the vendor promises a kind of value (a text, a
	 * time, an object), another kind does not match. All else is let through: unknown keys, which are kept; unknown
	 * values of an enumeration, and known ones in another spelling; fields that are absent, or null, without being one
	 * of those above.
	 */
	readonly schema: ZodType;

	/**
	 * What a request has to prove. Called before the body is believed, and once more when the request did not prove it and
	 * a credential was not read from the database just now.
	 */
	authentication(fields: NodeFields, from: SecretSource): Promise<Authentication>;

	/**
	 * Whether this is the request with which the sender only tries the URL. It is answered with 200 and never runs, so
	 * that nothing which could be an event may be taken for it.
	 *
	 * @param proof what the request proved; undefined when it proved nothing, but may be a try all the same: some senders
	 * do not sign these
	 */
	isValidationRequest?(webhook: IncomingWebhook, proof: Proof | undefined): boolean;

	/**
	 * What in the rest of the request contradicts a payload that matches the schema, or undefined when all agrees. Such
	 * a request is refused with 400 and this reason.
	 */
	inconsistency?(body: IDataObject, webhook: IncomingWebhook): string | undefined;

	/** How the sender tries the address, or hands over what it needs. */
	readonly handshakes?: readonly Handshake[] | undefined;

	/**
	 * Where the events stand that come in one request: a dotted path of the body, empty for the body itself. Each is then
	 * judged as if it had come alone, and is what the functions below are given as the body. A body without a list there is
	 * one event.
	 */
	readonly batch?: string | undefined;

	/** Whether different events may come under one id, so that the body tells them apart too. */
	readonly idsRepeat?: boolean | undefined;

	/** How the sender marks an event that somebody had it send again on purpose. */
	readonly sentAgain?: { readonly at: Place; readonly is: readonly string[] } | undefined;

	/** What the sender insists on as the answer to its events, in place of `{"received": true}`: a text. */
	readonly answer?: string | undefined;

	/** The event's type, of a payload that matches the schema; null where the sender names none. */
	eventType(body: IDataObject, webhook: IncomingWebhook): string | null;

	/** Why the node does not want this event, or undefined when it does. Default: its type is not selected in the node. */
	ignoreReason?(
		fields: NodeFields,
		body: IDataObject,
		webhook: IncomingWebhook,
	): string | undefined;

	/**
	 * When the event happened (Unix ms), where the payload tells; NaN when it does not say so readably. Asked of every
	 * genuine request, whatever its body holds.
	 */
	occurredAtMs?(webhook: IncomingWebhook): number;

	/**
	 * What makes two deliveries the same event. Undefined: the id that is signed, and without one the raw body, together
	 * with the time where one is signed beside it. Asked of every genuine request, whatever its body holds.
	 */
	eventId?(webhook: IncomingWebhook): string | undefined;

	/**
	 * What an item tells of the hooks that the node has made, under `delivery.registration`: what a user cannot read
	 * elsewhere. Undefined: nothing.
	 *
	 * @param ids the hooks' ids, by the key of what was wanted
	 */
	registration?(fields: NodeFields, ids: Readonly<Record<string, string>>): IDataObject | undefined;

	/** What of an event without an id tells it from others. Undefined: the raw body. */
	content?(fields: NodeFields, webhook: IncomingWebhook): string | undefined;
}
