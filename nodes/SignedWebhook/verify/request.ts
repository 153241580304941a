import {
	type IBinaryData,
	type IDataObject,
	type INodeExecutionData,
	UserError,
} from 'n8n-workflow';

import { isObject } from '../../shared/lib/json';
import { kindOf, readBody } from '../../shared/receive/body';
import {
	asSignedTo,
	type IncomingWebhook,
	readHead,
	type RequestHead,
} from '../../shared/receive/request';
import type { WebhookSource } from '../../shared/receive/source';
import { MULTIPART } from './rawBody';

/** A request as an item of n8n's Webhook node holds it. */
export interface ReceivedRequest {
	readonly webhook: IncomingWebhook;
	/** Whether the bytes are there as they came. */
	readonly hasBytes: boolean;
}

/** What an item cannot tell, or not well. */
export interface RequestFacts {
	/** Empty to tell it by whether there is a body. */
	readonly method: string;
	/** The address that the sender has; empty for the Webhook node's own. */
	readonly signedUrl: string;
}

/** What has to be known of the sender to read its requests. */
type Rules = Pick<WebhookSource, 'bodies' | 'formPayload' | 'formJson' | 'handshakes'>;

/** Gives the bytes of a file of the item, wherever n8n keeps them. */
export type ReadFile = (file: IBinaryData) => Promise<Buffer>;

/**
 * The request of an item. Where the bytes of its body are not there, what n8n has made of them stands for them: good
 * enough to tell one event from another, and for a signature over the fields of a form.
 *
 * @throws UserError when the item is none of a Webhook node
 */
export async function readRequest(
	item: INodeExecutionData,
	rules: Rules,
	facts: RequestFacts,
	readFile: ReadFile,
): Promise<ReceivedRequest> {
	const { json } = item;
	if (!isObject(json.headers)) {
		throw new UserError('This item does not come from a Webhook node: it has no headers', {
			description:
				'Connect this node directly behind the Webhook node. Where other nodes have to stand between them, let them keep headers, query, body and the file with the raw body.',
		});
	}
	const head = headOf(json, textsOnly(json.headers), rules, facts);
	const bytes = await bytesOf(item, head, readFile);
	const rawBody = bytes ?? Buffer.from(textOf(json.body, head));
	const body = bodyOf(head, bytes, json.body, rules);
	return {
		webhook: { ...head, rawBody, body },
		hasBytes: bytes !== undefined,
	};
}

function bodyOf(
	{ contentType }: RequestHead,
	bytes: Buffer | undefined,
	parsed: unknown,
	rules: Rules,
): unknown {
	if (bytes?.length === 0 && rules.bodies?.includes('empty')) return {};
	const kind = kindOf(contentType, rules);
	// What is signed are the bytes, and so they say what is in the body.
	return kind && readBody(kind, { bytes, parsed: bytes ? undefined : parsed }, rules);
}

function textOf(parsed: unknown, { contentType }: RequestHead): string {
	if (typeof parsed === 'string') return parsed;
	const isForm = contentType === 'application/x-www-form-urlencoded' && isObject(parsed);
	try {
		return isForm ? formOf(parsed) : (JSON.stringify(parsed) ?? '');
	} catch {
		// Nested more deeply than can be written.
		return '';
	}
}

function headOf(
	{ webhookUrl, params, query }: IDataObject,
	headers: RequestHead['headers'],
	rules: Rules,
	{ method, signedUrl }: RequestFacts,
): RequestHead {
	const fields = isObject(query) ? query : {};
	const host = { headers, query: fields, socket: {} };
	const head = {
		...readHead(host, withParams(asText(webhookUrl), params)),
		method: method === '' ? methodOf(headers, rules) : method.toUpperCase(),
		queryString: formOf(fields),
	};
	return signedUrl === '' ? head : asSignedTo(head, signedUrl);
}

/**
 * The method, which the Webhook node does not pass on. A request that says nothing of a body is one of those that have
 * none: whoever sends an empty body by POST says that its length is 0 (RFC 9110, section 8.6).
 */
function methodOf(headers: RequestHead['headers'], { handshakes = [] }: Rules): string {
	if (!isWithoutBody(headers)) return 'POST';
	const methods = handshakes.map(({ known }) => known.method ?? 'POST');
	return methods.includes('HEAD') && !methods.includes('GET') ? 'HEAD' : 'GET';
}

/** RFC 9112, section 6.3. */
function isWithoutBody(headers: RequestHead['headers']): boolean {
	return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;
}

/** The headers that can have come by HTTP: texts. Those of one name are joined, as by RFC 9110, section 5.3. */
function textsOnly(headers: IDataObject): RequestHead['headers'] {
	const texts = Object.entries(headers).flatMap(([name, value]) => {
		const lines = [value].flat().filter((line) => typeof line === 'string');
		return lines.length === 0 ? [] : [[name.toLowerCase(), lines.join(', ')] as const];
	});
	return Object.fromEntries(texts);
}

/** The Webhook node leaves `:name` in its address where the path has parameters. */
function withParams(url: string, params: unknown): string {
	if (!isObject(params)) return url;
	return url.replace(/(?<=\/):(\w+)/g, (pattern, name: string) =>
		Object.hasOwn(params, name) ? encode(asText(params[name])) : pattern,
	);
}

/** What has no text of its own is left out. */
function asText(value: unknown): string {
	return typeof value === 'object' ? '' : String(value ?? '');
}

/** Halves of characters, which have no encoding, become what UTF-8 has for them. */
function encode(text: string): string {
	return encodeURIComponent(Buffer.from(text).toString());
}

/**
 * Names and values as a query or form writes them, from what n8n's parsers made of one. Lists and objects in a query are
 * written as they are parsed: `a[b]=c`.
 */
function formOf(fields: IDataObject): string {
	const pairs = Object.entries(fields).flatMap(([name, value]) => pairsOf(name, value));
	return pairs.map((pair) => pair.map(encode).join('=')).join('&');
}

function pairsOf(name: string, value: unknown): Array<[string, string]> {
	if (Array.isArray(value)) return value.flatMap((entry: unknown) => pairsOf(name, entry));
	if (isObject(value)) {
		return Object.entries(value).flatMap(([key, inner]) => pairsOf(`${name}[${key}]`, inner));
	}
	return [[name, asText(value)]];
}

/**
 * The bytes of the body. The Webhook node keeps them as a file: as `data` by its option Raw Body, under a name of the
 * user's where it keeps the whole body as a file. What a multipart form brings are files inside of the body.
 */
async function bytesOf(
	{ json, binary }: INodeExecutionData,
	{ headers, contentType }: RequestHead,
	readFile: ReadFile,
): Promise<Buffer | undefined> {
	if (contentType === MULTIPART) return undefined;
	const files = { ...filesOf(json._files), ...filesOf(binary) };
	const only = Object.keys(files).length === 1 ? Object.values(files)[0] : undefined;
	const file = files.data ?? only;
	if (file) return await readFile(file);
	// RFC 9112, section 6.3: a request without these two has no body.
	const length = headers['content-length'] ?? '0';
	return length === '0' && headers['transfer-encoding'] === undefined ? Buffer.alloc(0) : undefined;
}

/** Workflows that keep binary data combined have their files in the JSON. */
function filesOf(value: unknown): Record<string, IBinaryData> {
	if (!isObject(value)) return {};
	const isFile = (file: unknown) =>
		isObject(file) && (typeof file.data === 'string' || typeof file.id === 'string');
	return Object.fromEntries(
		Object.entries(value).filter(([, file]) => isFile(file)),
	) as unknown as Record<string, IBinaryData>;
}
