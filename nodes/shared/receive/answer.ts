import type { IDataObject } from 'n8n-workflow';

/** What is sent back to the sender of a webhook. */
export interface Answer {
	readonly status: number;
	/** Fields are sent as JSON, a text as text/plain; nothing where it is absent. */
	readonly body?: IDataObject | string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** Why a request was refused, in a word that never changes. */
export type RefusalReason =
	| 'method'
	| 'contentType'
	| 'tooLarge'
	| 'unreadable'
	| 'address'
	| 'tokenMissing'
	| 'tokenWrong'
	| 'signatureMissing'
	| 'signatureRepeated'
	| 'signatureMalformed'
	| 'signatureWrong'
	| 'expired'
	| 'notYetValid'
	| 'handshake'
	| 'contradiction'
	| 'tooOld'
	| 'tooFarAhead'
	| 'timeUnreadable'
	| 'registering'
	| 'inFlight'
	| 'failure';

/** The answer to a request that is not taken. */
export interface Refusal extends Answer {
	readonly reason: RefusalReason;
	readonly body: { readonly error: string };
}

/** The answer to an event that n8n has taken over. */
export const RECEIVED = { received: true } as const;

/** Refuses a request: the sender sees `{"error": message}`. */
export function refuse(
	status: number,
	reason: RefusalReason,
	message: string,
	headers?: Answer['headers'],
): Refusal {
	return { status, reason, body: { error: message }, ...(headers && { headers }) };
}

/** Acknowledges a request without running the workflow. */
export function acknowledge(detail: IDataObject = {}): Answer {
	return { status: 200, body: { ...RECEIVED, ...detail } };
}

/** Tells the sender to come back, for what cannot be decided yet. */
export function comeBack(
	afterSeconds: number,
	reason: 'registering' | 'inFlight',
	message: string,
): Refusal {
	return refuse(503, reason, message, { 'Retry-After': String(afterSeconds) });
}

/** Whether a request was refused instead of having proved or brought something. */
export function isRefusal(outcome: object): outcome is Refusal {
	return 'reason' in outcome && 'status' in outcome;
}
