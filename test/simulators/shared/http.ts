/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import type { IncomingHttpHeaders } from 'node:http';

/** A request as a simulator got it. */
export interface RecordedRequest {
	readonly method: string;
	/** Path and query, as sent. */
	readonly url: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	/** Names and values as sent, in order, repeated headers included. */
	readonly rawHeaders: readonly string[];
	readonly body: Buffer;
	/** When the request was complete, ms since 1970 by the simulator's clock. */
	readonly at: number;
	/** The status it was answered with; undefined until then, and when the connection was dropped. */
	status?: number;
}

/** What a simulator answers. A body that is neither text nor bytes is sent as JSON. */
export interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

/** The answer to a request that is refused: a JSON body `{"error": …}`. */
export function refusal(
	status: number,
	error: string,
	headers?: Readonly<Record<string, string>>,
): Answer {
	return { status, headers, body: { error } };
}

/** The JSON object in a request's body, or undefined when there is none. */
export function jsonObject(request: RecordedRequest): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(request.body.toString('utf8'));
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Whether the value is a JSON object: not null, not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The names in `value` that are not among `known`. */
export function unknownFields(value: object, known: readonly string[]): string[] {
	return Object.keys(value).filter((name) => !known.includes(name));
}

/** Whether the value is an absolute http(s) URL; `https` alone when http is not allowed. */
export function isCallbackUrl(value: unknown, allowHttp = true): value is string {
	if (typeof value !== 'string' || !URL.canParse(value)) return false;
	const { protocol } = new URL(value);
	return protocol === 'https:' || (allowHttp && protocol === 'http:');
}

/** Whether the request carries exactly this bearer token. */
export function hasBearer(request: RecordedRequest, token: string): boolean {
	return request.headers.authorization === `Bearer ${token}`;
}
