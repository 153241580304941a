import type { IDataObject } from 'n8n-workflow';

/** `delivery` of an item on a trigger's output Events: what is known of how it came. */
export interface EventDelivery extends IDataObject {
	/** What makes two deliveries the same event. */
	id: string;
	/** ISO 8601, UTC. */
	receivedAt: string;
	/** Null when the payload is not as documented. */
	eventType: string | null;
	/** The signature scheme's header, `token`, or `none`. */
	verified: string;
	sourceIp: string | null;
	/** What the node has made at the vendor for the events to come: ids, under names that the vendor's trigger gives them. */
	registration?: IDataObject;
	/** What stood beside the list of a request with several events. */
	envelope?: IDataObject;
	/** What did not start the workflow since the event before, as far as this process of n8n knows. */
	ignoredBefore?: IgnoredBefore[];
	/** Where the user wants it. */
	request?: RequestReport;
}

/** Requests or events that did not start the workflow, for one reason. */
export interface IgnoredBefore extends IDataObject {
	/** `notSelected`, `duplicate`, or why a request was refused: `signatureWrong`. */
	reason: string;
	count: number;
	/** Of the last one; null where it has none, or the request was refused. At most 100 characters. */
	lastEventType: string | null;
	/** ISO 8601, UTC. */
	lastAt: string;
}

/** A request, without what proves who sent it. */
export interface RequestReport extends IDataObject {
	method: string;
	/** By name in lower case. */
	headers: IDataObject;
	query: IDataObject;
}

/** One thing that is wrong with a payload. */
export interface PayloadProblem extends Record<string, string> {
	/** Dotted; empty for the payload as a whole. */
	path: string;
	message: string;
}

/** `delivery` of an item on a trigger's output Invalid. */
export interface InvalidDelivery extends EventDelivery {
	eventType: null;
	/** At least one. */
	problems: PayloadProblem[];
}

/** One attempt to deliver a message. Plain data. */
export interface Attempt extends IDataObject {
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

/** `delivery` of an item that a node has sent, or has tried to send. */
export interface SentDelivery extends IDataObject {
	/** The same on every attempt. */
	readonly messageId: string;
	/** As it may be shown. */
	readonly url: string;
	readonly status: 'delivered' | 'waiting' | 'failed';
	/** Why there was no further attempt. Only when failed. */
	readonly reason?: string;
	/** Of the last answer, if there was one. */
	readonly statusCode?: number;
	readonly attempts: Attempt[];
}

/** `delivery` of an item on its way through a wait, beside what the item had there of its own. */
export interface WaitingDelivery extends SentDelivery {
	readonly status: 'waiting';
	/** ISO 8601. */
	readonly nextAttemptAt: string;
	/** For the node that the item goes back to; nobody else can read or change it. */
	readonly retryState: string;
}

/** `response` of an item: the last answer of the receiver, without what is confidential. */
export interface ReceiverAnswer extends IDataObject {
	readonly statusCode: number;
	/** By name in lower case. */
	readonly headers: Record<string, string>;
	/** Parsed where it is JSON, text otherwise. */
	readonly body: IDataObject[string];
	/** The body was longer than what is kept, or broke off. */
	readonly truncated?: true;
}

/** What an item says about a message that was sent, or that waits between two attempts. Holds no secret. */
export interface DeliveryReport extends IDataObject {
	readonly delivery: SentDelivery;
	/** Absent when there was no answer. */
	readonly response?: ReceiverAnswer;
}
