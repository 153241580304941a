import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

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

/** One attempt, as the item shows it. Plain data. */
export interface Attempt {
	/** Counted from 1. */
	readonly number: number;
	/** ISO 8601. */
	readonly startedAt: string;
	readonly durationMs: number;
	readonly statusCode?: number;
	readonly error?: string;
	/** The wait after this attempt, in milliseconds. Absent on the last one. */
	readonly waitMs?: number;
	/** Why the wait is as long as it is. */
	readonly waitReason?: string;
}

/**
 * The item, marked for n8n's error output where the node has one.
 *
 * n8n moves an item to the error output when it has an `error`, and afterwards empties the JSON of each item that still
 * has one. Not being enumerable, this one is seen when the item is moved and left behind by the copy that n8n makes
 * of it, so that the item arrives with what is known of the failure.
 */
export function withError(node: INode, item: INodeExecutionData, error: Error): INodeExecutionData {
	if (node.onError !== 'continueErrorOutput') return item;
	return Object.defineProperty(item, 'error', { value: error, enumerable: false });
}
