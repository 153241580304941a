import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { IncomingWebhook } from './request';

/** What a trigger adds to the vendor's body, under the one key `delivery`. */
export interface DeliveryFacts extends IDataObject {
	/** What makes two deliveries the same event. */
	id: string;
	/** ISO 8601, UTC. */
	receivedAt: string;
	/** Null when the payload is not as documented. */
	eventType: string | null;
	/** The signature scheme's header, `token`, or `none`. */
	verified: string;
	sourceIp: string | null;
}

/**
 * The item of an event: the vendor's body as it came, plus `delivery`, which takes the place of a key of that name. A
 * body that is no object stands under `body`; one that is no JSON stands there as text.
 */
export function toItem(
	{ body, rawBody }: Pick<IncomingWebhook, 'body' | 'rawBody'>,
	delivery: DeliveryFacts,
): INodeExecutionData {
	if (isObject(body)) return { json: { ...body, delivery } };
	const value = body === undefined ? rawBody.toString('utf8') : body;
	return { json: { body: value, delivery } as IDataObject };
}

/** Whether a parsed JSON value is an object. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
