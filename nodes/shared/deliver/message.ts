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
	/** See `Message.confidential`; the signature included. */
	readonly confidential: readonly string[];
}

/** The request of an attempt at `nowMs`, with a timestamp and a signature of its own where the scheme has them. */
export function requestAt(
	message: OutgoingMessage,
	nowMs: number,
	timeoutMs: number,
): OutgoingRequest {
	const { url, method, body, id, idHeader, signature } = message;
	const headers: Record<string, string> = { ...message.headers, [idHeader]: id };
	const confidential = [...message.confidential];

	if (signature) {
		const { scheme, secret } = signature;
		const timestamp = timestampOf(scheme, nowMs);
		const value = sign(scheme, secret, { body, id, timestamp });
		if (scheme.timestampHeader !== undefined) headers[scheme.timestampHeader] = timestamp;
		headers[scheme.header] = value;
		confidential.push(value, withoutPrefix(scheme, value));
	}
	return { url, method, headers, body, timeoutMs, confidential };
}

/** The signature alone, of the value of its header. */
function withoutPrefix({ prefix, ed25519Prefix = prefix }: SignatureScheme, value: string): string {
	const before = value.startsWith(ed25519Prefix) ? ed25519Prefix : prefix;
	return value.slice(value.indexOf(before) + before.length);
}
