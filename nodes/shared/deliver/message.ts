import { type Scrubber, scrubber } from '../lib/scrub';
import { timestampOf } from '../signature/format';
import type { SignatureScheme } from '../signature/scheme';
import { sign } from '../signature/sign';

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

	return (nowMs, timeoutMs) => {
		const { scheme, secret } = signature;
		const timestamp = timestampOf(scheme, nowMs);
		const value = sign(scheme, secret, { body, id, timestamp });
		const hideSignature = scrubber([withoutPrefix(scheme, value)]);
		return {
			...fixed,
			headers: {
				...headers,
				...(scheme.timestampHeader === undefined ? {} : { [scheme.timestampHeader]: timestamp }),
				[scheme.header]: value,
			},
			timeoutMs,
			scrub: (text) => hideSignature(hide(text)),
		};
	};
}

/** The signature alone, of the value of its header. */
function withoutPrefix({ prefix, ed25519Prefix = prefix }: SignatureScheme, value: string): string {
	const before = value.startsWith(ed25519Prefix) ? ed25519Prefix : prefix;
	return value.slice(value.indexOf(before) + before.length);
}
