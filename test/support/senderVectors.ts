/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { parseJson } from '../../nodes/shared/lib/json';
import type { SignableRequest } from '../../nodes/shared/signature/scheme';
import { requestOf } from './signed';

/** Requests of a sender that somebody else made. */
export interface SenderVector {
	readonly name: string;
	/** The values of the senders in the table that send so; none where the table cannot have them. */
	readonly senders: readonly string[];
	readonly secret: string;
	/** The address that was signed, with its query, where it is one. */
	readonly address?: string;
	readonly requests: readonly VectorRequest[];
}

export interface VectorRequest {
	readonly label: string;
	readonly method: string;
	/** With `?`. */
	readonly query: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Base64. */
	readonly body: string;
	readonly want: {
		readonly status: number;
		/** `any` where it does not matter which; null where nothing may run. */
		readonly output: 'Events' | 'Invalid' | 'any' | null;
		/** What the answer holds, or is where `exact` says so. */
		readonly body?: string;
		readonly exact?: true;
		readonly header?: readonly [string, string];
	};
}

/** Every vector of test/fixtures/senders. */
export function senderVectors(): SenderVector[] {
	return ['vectors.json', 'more.json'].flatMap((file) => {
		const path = join(__dirname, '../fixtures/senders', file);
		return JSON.parse(readFileSync(path, 'utf8')) as SenderVector[];
	});
}

/** Whether a request of a vector only tries the address, so that nothing proves who sends it. */
export function isTry({ label }: VectorRequest): boolean {
	return label.startsWith('handshake');
}

/** The request as n8n gives it: unpacked, headers in lower case, parsed. */
export function asReceived(
	{ headers, method, query, body }: VectorRequest,
	address = '',
): SignableRequest {
	const lowered = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const sent = Buffer.from(body, 'base64');
	const rawBody = lowered['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
	const isForm = lowered['content-type']?.startsWith('application/x-www-form-urlencoded');
	const [url = '', signedQuery] = address.split('?', 2);
	const queryString = signedQuery ?? query.replace(/^\?/, '');
	return requestOf({
		method,
		url,
		queryString,
		query: Object.fromEntries(new URLSearchParams(queryString)),
		headers: lowered,
		rawBody,
		body: isForm ? Object.fromEntries(new URLSearchParams(rawBody.toString())) : parseJson(rawBody),
	});
}
