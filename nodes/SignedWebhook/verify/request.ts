import {
	type IBinaryData,
	type IDataObject,
	type INodeExecutionData,
	UserError,
} from 'n8n-workflow';

import { isObject, parseJson } from '../../shared/lib/json';
import { type IncomingWebhook, readHead, type RequestHead } from '../../shared/receive/request';
import { MULTIPART } from './rawBody';

/** A request as an item of n8n's Webhook node holds it. */
export interface ReceivedRequest {
	readonly head: RequestHead;
	/** The bytes as they came; undefined where the Webhook node has not kept them. */
	readonly bytes: Buffer | undefined;
	/** What n8n has parsed of them. */
	readonly parsed: unknown;
}

/** What an item cannot tell. */
export interface RequestFacts {
	readonly method: string;
	/** The address that the sender has signed, with its query; empty for the Webhook node's own. */
	readonly signedUrl: string;
}

/** Gives the bytes of a file of the item, wherever n8n keeps them. */
export type ReadFile = (file: IBinaryData) => Promise<Buffer>;

/**
 * The request of an item.
 *
 * @throws UserError when the item is none of a Webhook node
 */
export async function readRequest(
	item: INodeExecutionData,
	facts: RequestFacts,
	readFile: ReadFile,
): Promise<ReceivedRequest> {
	const { headers, query, body } = item.json;
	if (!isObject(headers)) {
		throw new UserError('This item does not come from a Webhook node: it has no headers', {
			description:
				'Connect this node directly behind the Webhook node. Where other nodes have to stand between them, let them keep headers, query, body and the file with the raw body.',
		});
	}
	const { url, queryString, query: asSigned } = addressOf(item.json, facts.signedUrl);
	const head = {
		...readHead({
			headers: textsOnly(headers),
			method: facts.method,
			query: asSigned ?? (isObject(query) ? query : {}),
			socket: {},
		}),
		url,
		queryString,
	};
	return { head, bytes: await bytesOf(item, head, readFile), parsed: body };
}

const FORM = 'application/x-www-form-urlencoded';

/**
 * The request as it is judged. Where the bytes are not there, what n8n has parsed stands for them: good enough to tell
 * one event from another, and for a signature over the fields of a form.
 */
export function incomingWebhook({ head, bytes, parsed }: ReceivedRequest): IncomingWebhook {
	if (bytes && head.contentType !== FORM) {
		return { ...head, rawBody: bytes, body: parseJson(bytes) };
	}
	const isForm = head.contentType === FORM && isObject(parsed);
	const made = isForm ? formOf(parsed) : textOf(parsed);
	return { ...head, rawBody: bytes ?? Buffer.from(made), body: parsed };
}

function textOf(parsed: unknown): string {
	return typeof parsed === 'string' ? parsed : (JSON.stringify(parsed) ?? '');
}

/** The headers that can have come by HTTP: texts. Those of one name are joined, as by RFC 9110, section 5.3. */
function textsOnly(headers: IDataObject): RequestHead['headers'] {
	const texts = Object.entries(headers).flatMap(([name, value]) => {
		const lines = [value].flat().filter((line) => typeof line === 'string');
		return lines.length === 0 ? [] : [[name.toLowerCase(), lines.join(', ')] as const];
	});
	return Object.fromEntries(texts);
}

interface Address {
	readonly url: string;
	readonly queryString: string;
	/** Of an address that the user entered with a query. */
	readonly query?: RequestHead['query'];
}

function addressOf({ webhookUrl, params, query }: IDataObject, signedUrl: string): Address {
	const [entered = '', ...rest] = signedUrl.trim().split('?');
	const queryString = isObject(query) ? formOf(query) : '';
	if (entered === '') return { url: withParams(String(webhookUrl ?? ''), params), queryString };
	if (rest.length === 0) return { url: entered, queryString };
	const enteredQuery = rest.join('?');
	return {
		url: entered,
		queryString: enteredQuery,
		query: Object.fromEntries(new URLSearchParams(enteredQuery)),
	};
}

/** The Webhook node leaves `:name` in its address where the path has parameters. */
function withParams(url: string, params: unknown): string {
	if (!isObject(params)) return url;
	return url.replace(/(?<=\/):(\w+)/g, (pattern, name: string) =>
		Object.hasOwn(params, name) ? encodeURIComponent(String(params[name])) : pattern,
	);
}

/**
 * Names and values as a query or form writes them, from what n8n's parsers made of one. Lists and objects in a query are
 * written as they are parsed: `a[b]=c`.
 */
export function formOf(fields: IDataObject): string {
	const pairs = Object.entries(fields).flatMap(([name, value]) => pairsOf(name, value));
	return pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
}

function pairsOf(name: string, value: unknown): Array<[string, string]> {
	if (Array.isArray(value)) return value.flatMap((entry: unknown) => pairsOf(name, entry));
	if (isObject(value)) {
		return Object.entries(value).flatMap(([key, inner]) => pairsOf(`${name}[${key}]`, inner));
	}
	return [[name, String(value ?? '')]];
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
