import { parseJson } from '../lib/json';
import { type Scrubber, scrubber } from '../lib/scrub';
import type { SignableRequest, SignatureScheme } from '../signature/scheme';
import { signatureParts } from '../signature/sign';

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
	/** Absent: unsigned. */
	readonly signature?: { readonly scheme: SignatureScheme; readonly secret: string };
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

	const { scheme, secret } = signature;
	const request = signable(message);
	return (nowMs, timeoutMs) => {
		const parts = signatureParts(scheme, [secret], { request, id, nowMs });
		const hideSignature = scrubber(parts.confidential);
		return {
			...fixed,
			url: withQuery(url, parts.query),
			headers: { ...headers, ...parts.headers },
			timeoutMs,
			scrub: (text) => hideSignature(hide(text)),
		};
	};
}

function signable({ method, url, body, headers }: OutgoingMessage): SignableRequest {
	const [address = '', queryString = ''] = url.split('?', 2);
	return {
		method,
		url: address,
		queryString,
		query: Object.fromEntries(new URLSearchParams(queryString)),
		headers: Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
		),
		rawBody: body,
		get body() {
			return parseJson(body);
		},
	};
}

function withQuery(url: string, added: Readonly<Record<string, string>>): string {
	const parameters = new URLSearchParams(added).toString();
	if (parameters === '') return url;
	return `${url}${url.includes('?') ? '&' : '?'}${parameters}`;
}
