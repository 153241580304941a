import type { IWebhookFunctions } from 'n8n-workflow';

import type { SignableRequest } from '../signature/scheme';
import { refuse, type Refusal } from './answer';
import { type BodyRules, kindOf, readBody } from './body';

type IncomingHttpHeaders = ReturnType<IWebhookFunctions['getHeaderData']>;

/** The facts of a webhook request, as far as they do not need its body. */
export interface RequestHead {
	/** Media type in lower case without parameters; empty when the sender named none. */
	readonly contentType: string;
	/** Bytes that the sender announced, if it did. */
	readonly contentLength: number | undefined;
	readonly method: string;
	/** The address under which the sender knows the node, without the query. */
	readonly url: string;
	/** As it was sent, without `?`. */
	readonly queryString: string;
	readonly query: Readonly<Record<string, unknown>>;
	readonly headers: IncomingHttpHeaders;
	/** The sender's address as n8n sees it, after the proxies that its operator trusts (N8N_PROXY_HOPS). */
	readonly address: string | undefined;
	/** The address of the other end of the connection: the sender, or the nearest proxy. */
	readonly peerAddress: string | undefined;
}

/** A request with its body. */
export interface IncomingWebhook extends RequestHead, SignableRequest {
	readonly headers: IncomingHttpHeaders;
	readonly rawBody: Buffer;
	/** The parsed JSON, or undefined when the body is not JSON. */
	readonly body: unknown;
}

/** The part of n8n's request (an Express request with n8n's body reader) that receiving needs. */
export interface HostRequest {
	readonly method?: string | undefined;
	/** Path and query as they were sent. */
	readonly originalUrl?: string | undefined;
	readonly headers: IncomingHttpHeaders;
	readonly query: Readonly<Record<string, unknown>>;
	readonly ip?: string | undefined;
	readonly socket: { readonly remoteAddress?: string | undefined };
	readonly rawBody?: Buffer | undefined;
	readonly body?: unknown;
	readRawBody?(): Promise<void>;
}

/**
 * Reads what is known of a request before its body.
 *
 * @param url the node's own address
 */
export function readHead(request: HostRequest, url = ''): RequestHead {
	const { headers } = request;
	const length = Number(headers['content-length']);
	return {
		contentType: (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
		contentLength: Number.isInteger(length) && length >= 0 ? length : undefined,
		method: request.method ?? '',
		url,
		queryString: request.originalUrl?.split('?').slice(1).join('?') ?? '',
		query: request.query,
		headers,
		address: request.ip,
		peerAddress: request.socket.remoteAddress,
	};
}

/** Scheme and host of an address, and what follows. */
const ADDRESS = /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)(.*)$/i;

/**
 * The same request under the address that the sender has: a whole one, or only its beginning, to which the path is added.
 * A query that is entered takes the place of the request's own.
 */
export function asSignedTo<Head extends RequestHead>(head: Head, entered: string): Head {
	const [address = '', ...query] = entered.split('?');
	const [, origin = '', path = ''] = ADDRESS.exec(address) ?? [];
	if (origin === '') return head;
	const ownPath = ADDRESS.exec(head.url)?.[2] ?? '';
	const url = origin + (path === '' || path === '/' ? ownPath : path);
	return { ...head, url, ...(query.length > 0 && { queryString: query.join('?') }) };
}

/**
 * Adds the body to a request's head, or refuses a body that cannot be read. From node type version 2 on n8n reads only
 * the media types that it parses itself, so `application/cloudevents+json` and the like are read here. A body of a kind
 * that the sender does not send is left unparsed.
 */
export async function readRequestBody(
	request: HostRequest,
	head: RequestHead,
	rules: BodyRules = {},
): Promise<IncomingWebhook | Refusal> {
	const kind = kindOf(head.contentType, rules);
	// n8n has taken the fields of a multipart body from the stream, of which nothing is left.
	const isConsumed = head.contentType.startsWith('multipart/');
	try {
		if (request.rawBody === undefined && !isConsumed) await request.readRawBody?.();
	} catch (error) {
		return refuseUnreadable(error as ReadError);
	}
	const rawBody = request.rawBody ?? Buffer.alloc(0);
	if (rawBody.length === 0 && !isConsumed && rules.bodies?.includes('empty')) {
		return { ...head, rawBody, body: {} };
	}
	// n8n reads `application/json ; charset=…`, with a blank, too, but does not parse it.
	const isParsed = head.contentType === 'application/json' ? rawBody.length > 0 : isConsumed;
	const given = { bytes: rawBody, parsed: isParsed ? request.body : undefined };
	return { ...head, rawBody, body: kind && readBody(kind, given, rules) };
}

/** What n8n's reader of bodies throws: errors of zlib, of the package raw-body, and its own of an aborted request. */
interface ReadError {
	readonly code?: string;
	readonly type?: string;
	readonly limit?: number;
	readonly httpStatusCode?: number;
}

/** @throws `error` when it is not about what the sender sent */
function refuseUnreadable(error: ReadError): Refusal {
	const { code, type, limit, httpStatusCode } = error;
	if (type === 'entity.too.large') {
		return refuse(
			413,
			'tooLarge',
			`The body is larger than the ${limit} bytes that n8n takes (N8N_PAYLOAD_SIZE_MAX)`,
		);
	}
	if (code?.startsWith('Z_')) {
		return refuse(
			400,
			'unreadable',
			'The body cannot be unpacked: it is not what Content-Encoding says',
		);
	}
	if (type === 'request.size.invalid' || httpStatusCode === 400) {
		return refuse(400, 'unreadable', 'The body does not come to its end');
	}
	throw error as Error;
}

/**
 * The address that a request came from.
 *
 * With `proxyHops` of 0 it is what n8n found, which already looks behind the proxies that its operator set with
 * N8N_PROXY_HOPS. Otherwise the last `proxyHops` addresses are the proxies' own: the sender is the entry before them
 * in `X-Forwarded-For`. Entries further left are the sender's word and are never believed.
 */
export function clientAddress(head: RequestHead, proxyHops: number): string | undefined {
	if (proxyHops === 0) return head.address ?? head.peerAddress;
	const forwarded = [head.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
	const chain = [...forwarded.map(withoutPort), head.peerAddress ?? ''];
	const known = chain.filter((entry) => entry !== '');
	return known[Math.max(0, known.length - 1 - proxyHops)];
}

/** Some proxies (Azure's, IIS) add the sender's port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(entry: string): string {
	const [, v6, v4] = /^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(entry.trim()) ?? [];
	return v6 ?? v4 ?? entry.trim();
}
