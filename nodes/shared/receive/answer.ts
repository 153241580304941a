import type { IDataObject } from 'n8n-workflow';

/** What is sent back to the sender of a webhook. */
export interface Answer {
	readonly status: number;
	readonly body: IDataObject;
	readonly headers?: Readonly<Record<string, string>>;
}

/** The answer to an event that n8n has taken over. */
export const RECEIVED = { received: true } as const;

/** Refuses a request: the sender sees `{"error": reason}`. */
export function refuse(status: number, reason: string): Answer {
	return { status, body: { error: reason } };
}

/** Acknowledges a request without running the workflow. */
export function acknowledge(detail: IDataObject = {}): Answer {
	return { status: 200, body: { ...RECEIVED, ...detail } };
}

/** Tells the sender to come back: the fate of the same event's first copy is not known yet. */
export function comeBack(afterSeconds: number): Answer {
	return {
		status: 503,
		body: { error: 'The same event is still being processed' },
		headers: { 'Retry-After': String(afterSeconds) },
	};
}
