/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { senderOf } from '../../nodes/SignedWebhook/senders';
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

/** What nobody can verify, and why, by the names of the vectors. */
export const NOT_VERIFIABLE: Readonly<Record<string, string>> = {
	'AWS SNS': 'the vector holds no signature; the key would have to be fetched',
	PayPal: 'the vector holds a signature in name only; the key would have to be fetched',
	'Mandrill / Mailchimp Transactional': 'the vector does not tell the address that was signed',
};

/** Why this request of a vector cannot be verified by anybody; undefined where it can. */
export function whyNot({ name }: SenderVector, request: VectorRequest): string | undefined {
	return isTry(request) ? undefined : NOT_VERIFIABLE[name];
}

/**
 * What a request of a vector should do at the test URL. While a user listens, a secret that a sender brings is shown in
 * an item; all else is as at the production URL.
 */
export function wantedInTest(sender: string, request: VectorRequest): VectorRequest['want'] {
	const { handshakes = [] } = senderOf(sender) ?? {};
	const bringsSecret = isTry(request) && handshakes.some((handshake) => handshake.bringsSecret);
	return bringsSecret ? { ...request.want, output: 'any' } : request.want;
}

/** The token that the vectors of senders use which try the address with one. */
export const VERIFICATION_TOKEN = 'meatyhamhock';

/** What became of a request. */
export interface Seen {
	readonly status: number;
	/** Which output ran; null where nothing did. */
	readonly output: 'Events' | 'Invalid' | null;
	readonly body: string;
	/** The value of a header of the answer. */
	header(name: string): string | null;
}

/** Sends a request of a vector, byte for byte. */
export async function sendRequest(
	{ method, query, headers, body }: VectorRequest,
	url: string,
): Promise<Omit<Seen, 'output'>> {
	const bytes = Buffer.from(body, 'base64');
	const hasBody = method !== 'GET' && method !== 'HEAD';
	const response = await fetch(url + query, {
		method,
		headers: { ...headers },
		...(hasBody ? { body: bytes } : {}),
	});
	const { status } = response;
	const text = await response.text();
	return { status, body: text, header: (name) => response.headers.get(name) };
}

/** What is not as the vector wants it, in words; none where all is. */
export function missesOf(want: VectorRequest['want'], seen: Seen): string[] {
	const misses: string[] = [];
	const expected = (what: string, wanted: unknown, found: unknown) =>
		misses.push(`${what} ${JSON.stringify(wanted)} wanted, ${JSON.stringify(found)} seen`);
	if (seen.status !== want.status) expected('status', want.status, seen.status);
	if (want.output !== 'any' && seen.output !== want.output) {
		expected('output', want.output, seen.output);
	}
	if (want.body !== undefined) {
		const fits = want.exact ? seen.body === want.body : seen.body.includes(want.body);
		if (!fits) expected('body', want.body, seen.body);
	}
	const [name, value] = want.header ?? [];
	if (name !== undefined && seen.header(name) !== value) expected(name, value, seen.header(name));
	return misses;
}

/** The parameters of a node of ours that takes what this sender sends, however old it is. */
export function receivingParameters(sender: string, { address }: SenderVector) {
	const signedUrl = address === undefined ? {} : { signedUrl: address };
	return { sender, eventTypes: '', options: { tolerance: 0, ...signedUrl } };
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
