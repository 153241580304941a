import { parseJson } from '../../shared/lib/json';
import type { SignableRequest } from '../../shared/signature/scheme';

/** More than any sender's headers and body that somebody would paste. */
const MOST_CHARACTERS = 1_000_000;

/**
 * Reads a request as people copy it: as it went over the wire, as lines of headers and the body behind an empty line, as
 * the JSON of n8n's Webhook node or of a request inspector (`headers`, `body`, `query`), or as a curl command.
 *
 * @returns undefined where there is no header in it
 */
export function readPastedRequest(text: string): SignableRequest | undefined {
	if (text.length > MOST_CHARACTERS) return undefined;
	const trimmed = text.replace(/\r\n?/g, '\n').trim();
	const parts = fromCurl(trimmed) ?? fromJson(trimmed) ?? fromLines(trimmed);
	if (!parts || Object.keys(parts.headers).length === 0) return undefined;
	const { method = 'POST', url = '', headers, body = '' } = parts;
	const [address = '', ...queries] = url.split('?');
	const queryString = queries.join('?');
	const rawBody = Buffer.from(body);
	return {
		method,
		url: address,
		queryString,
		query: Object.fromEntries(new URLSearchParams(queryString)),
		headers,
		rawBody,
		body: parseJson(rawBody) ?? formOf(headers, body),
	};
}

interface Parts {
	readonly method?: string | undefined;
	readonly url?: string | undefined;
	/** By name in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | undefined;
}

function formOf(headers: Parts['headers'], body: string): unknown {
	const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
	return isForm ? Object.fromEntries(new URLSearchParams(body)) : undefined;
}

/** The argument of an option, in quotes or without. */
const ARGUMENT = /(?:\$?'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\S+))/.source;

const CURL_HEADER = new RegExp(String.raw`\s(?:-H|--header)\s+${ARGUMENT}`, 'g');
const CURL_BODY = new RegExp(
	String.raw`\s(?:-d|--data(?:-raw|-binary|-ascii)?)\s+${ARGUMENT}`,
	'g',
);
const CURL_METHOD = new RegExp(String.raw`\s(?:-X|--request)\s+${ARGUMENT}`);

function fromCurl(text: string): Parts | undefined {
	if (!/^curl\s/.test(text)) return undefined;
	const headers = [...text.matchAll(CURL_HEADER)].map(argumentOf);
	const method = CURL_METHOD.exec(text);
	return {
		method: method ? argumentOf(method) : undefined,
		url: /https?:\/\/[^\s'"]+/.exec(text)?.[0],
		headers: headersOf(headers),
		body: [...text.matchAll(CURL_BODY)].map(argumentOf).join('&'),
	};
}

function argumentOf(match: RegExpMatchArray): string {
	const [, single, double, bare] = match;
	return single ?? double?.replace(/\\(["\\])/g, '$1') ?? bare ?? '';
}

function fromJson(text: string): Parts | undefined {
	if (!/^[[{]/.test(text)) return undefined;
	const parsed = parseJson(Buffer.from(text));
	const [first] = [parsed].flat() as [Record<string, unknown>?];
	if (typeof first !== 'object' || first === null) return undefined;
	const { headers = first, body, method, webhookUrl, url } = first;
	if (typeof headers !== 'object' || headers === null) return undefined;
	const named = Object.entries(headers).filter(([, value]) => typeof value === 'string');
	return {
		method: typeof method === 'string' ? method : undefined,
		url: [webhookUrl, url].find((value) => typeof value === 'string'),
		headers: lowerCased(named as Array<[string, string]>),
		body: typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body),
	};
}

const REQUEST_LINE = /^([A-Z]{3,7}) (\S+)(?: HTTP\/[\d.]+)?$/;

function fromLines(text: string): Parts {
	const end = text.indexOf('\n\n');
	const head = (end < 0 ? text : text.slice(0, end)).split('\n');
	const [, method, url] = REQUEST_LINE.exec(head[0] ?? '') ?? [];
	return { method, url, headers: headersOf(head), body: end < 0 ? '' : text.slice(end + 2) };
}

/** A header's name by RFC 9110, section 5.1, and its value. */
const HEADER = /^([\w!#$%&'*+.^`|~-]+)\s*:\s*(.*)$/;

function headersOf(lines: readonly string[]): Record<string, string> {
	const found = lines.flatMap((line) => {
		const [, name, value] = HEADER.exec(line.trim()) ?? [];
		return name === undefined || value === undefined ? [] : [[name, value.trim()] as const];
	});
	return lowerCased(found);
}

/** Without a prototype, for names are whatever somebody pastes. */
function lowerCased(entries: ReadonlyArray<readonly [string, string]>): Record<string, string> {
	const headers = Object.create(null) as Record<string, string>;
	for (const [name, value] of entries) headers[name.toLowerCase()] = value;
	return headers;
}
