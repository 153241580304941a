import type { IDataObject } from 'n8n-workflow';
import type { ZodType } from 'zod';

import type { TokenField } from '../state/secret';
import type { Proof } from '../signature/verdict';
import type { Authentication } from './authenticate';
import type { NodeFields } from './fields';
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
export interface WebhookSource {
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

	/** What to send back when this genuine request only tries the URL; it never runs. */
	reply?(body: unknown): IDataObject | undefined;

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

	/** What of an event without an id tells it from others. Undefined: the raw body. */
	content?(fields: NodeFields, webhook: IncomingWebhook): string | undefined;
}
