/** Response headers with names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string>>;

/** What became of one attempt. */
export type AttemptOutcome = ReceivedAnswer | AttemptError;

/** The receiver answered. */
export interface ReceivedAnswer {
	readonly kind: 'answer';
	readonly statusCode: number;
	readonly headers: ResponseHeaders;
	/** Parsed where it is JSON, text otherwise. Holds no secret that was sent. */
	readonly body: unknown;
	/** The body was longer than what is kept, or broke off. */
	readonly truncated: boolean;
}

/** There was no answer. */
export interface AttemptError {
	readonly kind: 'error';
	/** What happened, for a person to read. Holds no secret that was sent. */
	readonly message: string;
	/** `refused`: n8n did not let the request out (its SSRF protection, for example), so another try is useless. */
	readonly cause: 'network' | 'timeout' | 'refused';
	/** It was refused because the endpoint is not to be sent to: until this time, in milliseconds since 1970, or for good. */
	readonly held?: { readonly untilMs?: number };
}
