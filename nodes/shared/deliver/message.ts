import { parseJson } from '../lib/json';
import { type Scrubber, scrubber } from '../lib/scrub';
import { isForm } from '../signature/content';
import type { SignableRequest, SignatureScheme } from '../signature/scheme';
import { signatureParts, withParameters } from '../signature/sign';

/** A message on its way: everything that is the same on each of its attempts. */
export interface OutgoingMessage {
	/** The same on every attempt, so that the receiver can tell a repetition. */
	readonly id: string;
	/** Header that carries the id. */
	readonly idHeader: string;
	/** Without user and password. */
	readonly url: string;
	readonly method: 'POST' | 'PUT' | 'PATCH';
	/** Serialised once: these bytes are signed, and these bytes are sent. */
	readonly body: Buffer;
	/** Without id, timestamp and signature. */
	readonly headers: Readonly<Record<string, string>>;
	/** Absent: unsigned. With a second secret, that signs too; the scheme has to have room for it. */
	readonly signature?: {
		readonly scheme: SignatureScheme;
		readonly secrets: readonly [string, ...string[]];
	};
	/** Texts that must not show up in what the receiver's answer or an error brings back. */
	readonly confidential: readonly string[];
}

/** One attempt's request. */
export interface OutgoingRequest {
	readonly url: string;
	readonly method: OutgoingMessage['method'];
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	readonly timeoutMs: number;
	/** Hides what is confidential, the signature included, in what comes back. */
	readonly scrub: Scrubber;
}

/** Makes the request of an attempt at `nowMs`, in milliseconds since 1970. */
export type MakeRequest = (nowMs: number, timeoutMs: number) => OutgoingRequest;

/**
 * Prepares the requests of a message: what is the same on each of its attempts is worked out once. Each has a timestamp
 * and a signature of its own where the scheme signs the time.
 */
export function requestsOf(message: OutgoingMessage): MakeRequest {
	const { url, method, body, id, idHeader, signature } = message;
	const fixed = { url, method, body };
	const headers = { ...message.headers, [idHeader]: id };
	const hide = scrubber(message.confidential);
	if (!signature) return (_nowMs, timeoutMs) => ({ ...fixed, headers, timeoutMs, scrub: hide });

	const { scheme, secrets } = signature;
	const request = signable(message, headers);
	return (nowMs, timeoutMs) => {
		const parts = signatureParts(scheme, secrets, { request, id, nowMs });
		const hideSignature = scrubber(parts.confidential);
		return {
			...fixed,
			url: addedTo(url, parts.query),
			headers: { ...headers, ...parts.headers },
			timeoutMs,
			scrub: (text) => hideSignature(hide(text)),
		};
	};
}

function signable(
	{ method, url, body }: OutgoingMessage,
	headers: Readonly<Record<string, string>>,
): SignableRequest {
	const end = url.indexOf('?');
	const queryString = end < 0 ? '' : url.slice(end + 1);
	const lowered = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const request = {
		method,
		url: end < 0 ? url : url.slice(0, end),
		queryString,
		query: Object.fromEntries(new URLSearchParams(queryString)),
		headers: lowered,
		rawBody: body,
	};
	return {
		...request,
		get body() {
			return isForm(request)
				? Object.fromEntries(new URLSearchParams(body.toString()))
				: parseJson(body);
		},
	};
}

function addedTo(url: string, parameters: Readonly<Record<string, string>>): string {
	const end = url.indexOf('?');
	const query = withParameters(end < 0 ? '' : url.slice(end + 1), parameters);
	return query === '' ? url : `${end < 0 ? url : url.slice(0, end)}?${query}`;
}
