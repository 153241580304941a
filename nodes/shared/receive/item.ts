import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

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

/** The item of an event: the vendor's body as it came, plus `delivery`. A body that is no object stands under `body`. */
export function toItem(body: unknown, delivery: DeliveryFacts): INodeExecutionData {
	return { json: { ...(isObject(body) ? body : { body: body ?? null }), delivery } as IDataObject };
}

/** Whether a parsed JSON value is an object. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
