import { textAt } from '../lib/json';
import { Recent } from '../lib/recent';
import { firstElement } from './firstElement';
import { type HashName, hashText, isHashName } from './hash';
import type { Encoding, HeaderValue, SignableRequest, SignatureScheme, Template } from './scheme';

/** What a template is filled with. `timestamp` and `id` are what is sent, character for character. */
export interface Content {
	readonly request: SignableRequest;
	readonly timestamp?: string | undefined;
	readonly id?: string | undefined;
	readonly secret?: string | undefined;
}

/** Gives the text for a placeholder, or undefined where what it stands for is missing. */
type Resolve = (content: Content) => string | undefined;

const BODY = Symbol('body');

/** A part of a template: text as it stands, the body, or what stands for something else of the request. */
type Part = string | typeof BODY | Resolve;

const ADDRESS: Readonly<Record<string, Resolve>> = {
	method: ({ request }) => request.method,
	url: ({ request }) => addressOf(request),
	'url:decoded': ({ request }) => decodeForHubSpot(addressOf(request)),
	'url:withPort': ({ request }) => withPort(addressOf(request)),
	'url:withoutPort': ({ request }) => addressOf(request).replace(ORIGIN, '$1'),
	path: ({ request }) => pathOf(request.url),
	query: ({ request }) => request.queryString,
	target: ({ request }) => withQuery(pathOf(request.url), request.queryString),
};

const SIMPLE: Readonly<Record<string, Part>> = {
	...ADDRESS,
	body: BODY,
	timestamp: ({ timestamp }) => timestamp,
	id: ({ id }) => id,
	secret: ({ secret }) => secret,
	form: ({ request }) => sortedForm(request),
	first: ({ request }) => firstElement(request.rawBody)?.toString('utf8'),
};

/** Placeholders that have an argument behind a colon. */
const WITH_ARGUMENT: Readonly<Record<string, (argument: string) => Part | undefined>> = {
	header: (name) => (content) => headerText(content.request, name),
	signedHeaders: (name) => (content) => signedHeaders(content.request, name),
	field: (path) => (content) => textAt(content.request.body, path) ?? '',
	lines: (names) => (content) => lines(content.request.body, names.split(',')),
	setting: (name) => (content) => content.request.settings?.[name],
	bodyHash: (argument) => hashOf(argument, ({ request }) => request.rawBody),
	urlHash: (argument) => hashOf(argument, ({ request }) => addressOf(request)),
};

const PLACEHOLDER = /\{([A-Za-z]+(?::[^{}]+)?)\}/;

const templates = new Recent((template: Template) => takeApart(template), 200);

/** A template taken apart. Braces around anything else are text. */
function takeApart(template: Template): {
	/** The placeholders, with their arguments. */
	readonly names: readonly string[];
	/** Those, without. */
	readonly kinds: ReadonlySet<string>;
	readonly parts: readonly Part[];
} {
	// The pattern's one group makes every other entry the inside of a pair of braces.
	const pieces = template.split(PLACEHOLDER);
	const meant = pieces.map((piece, index) => (index % 2 === 0 ? piece : meaningOf(piece)));
	const parts = meant.map((part, index) => part ?? `{${pieces[index]}}`);
	const names = pieces.filter((_, index) => index % 2 === 1 && meant[index] !== undefined);
	return {
		names,
		kinds: new Set(names.map((name) => name.split(':', 1)[0] ?? '')),
		parts: parts.filter((part) => part !== ''),
	};
}

function meaningOf(placeholder: string): Part | undefined {
	const simple = Object.hasOwn(SIMPLE, placeholder) ? SIMPLE[placeholder] : undefined;
	if (simple !== undefined) return simple;
	const [name = '', ...rest] = placeholder.split(':');
	if (rest.length === 0 || !Object.hasOwn(WITH_ARGUMENT, name)) return undefined;
	return WITH_ARGUMENT[name]?.(rest.join(':'));
}

/** Takes the signed bytes one after the other, as a hash does. */
interface Sink {
	update(part: Buffer | string): unknown;
}

/**
 * Feeds what the template says into `sink`.
 *
 * @returns whether all of it was there; where it was not, nothing is of use
 */
export function feed(template: Template, content: Content, sink: Sink): boolean {
	let text = '';
	for (const part of templates.get(template).parts) {
		if (part === BODY) {
			if (text !== '') sink.update(text);
			sink.update(content.request.rawBody);
			text = '';
			continue;
		}
		const next = typeof part === 'string' ? part : part(content);
		if (next === undefined) return false;
		text += next;
	}
	if (text !== '') sink.update(text);
	return true;
}

/** The signed bytes, for algorithms that take them whole; undefined where something is missing. */
export function bytesOf(template: Template, content: Content): Buffer | undefined {
	const parts: Buffer[] = [];
	const isWhole = feed(template, content, { update: (part) => parts.push(Buffer.from(part)) });
	return isWhole ? Buffer.concat(parts) : undefined;
}

/** Whether a template has one of these placeholders, each with or without an argument. */
export function covers(template: Template, ...names: readonly string[]): boolean {
	const { kinds } = templates.get(template);
	return names.some((name) => kinds.has(name));
}

/** What stands behind the colon of such placeholders. */
export function argumentsOf(template: Template, name: string): string[] {
	const start = `${name}:`;
	return templates
		.get(template)
		.names.filter((placeholder) => placeholder.startsWith(start))
		.map((placeholder) => placeholder.slice(start.length));
}

/** What stands in braces like a placeholder and is none, so that it is signed as it stands: mostly misspelt. */
export function unknownPlaceholders(template: Template): string[] {
	return template
		.split(PLACEHOLDER)
		.filter((piece, index) => index % 2 === 1 && meaningOf(piece) === undefined);
}

/** The templates of what a scheme covers; none of a token. */
export function templatesOf(scheme: SignatureScheme): readonly Template[] {
	if (scheme.kind === 'signature') return [scheme.content];
	return scheme.kind === 'jwt' ? Object.values(scheme.claims ?? {}) : [];
}

/** Whether what the template says binds the body as a whole. */
export function coversBody(template: Template): boolean {
	return covers(template, 'body', 'bodyHash', 'form');
}

function addressOf({ url, queryString }: SignableRequest): string {
	return withQuery(url, queryString);
}

function withQuery(address: string, queryString: string): string {
	return queryString === '' ? address : `${address}?${queryString}`;
}

/** Scheme and host of an address, and its port. */
const ORIGIN = /^(https?:\/\/(?:\[[^\]]*\]|[^/?#:[]*))(:\d+)?/;

function withPort(address: string): string {
	return address.replace(
		ORIGIN,
		(_, host: string, port?: string) =>
			host + (port ?? (host.startsWith('https:') ? ':443' : ':80')),
	);
}

function pathOf(url: string): string {
	return url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '') || '/';
}

/** The escapes that the documentation of HubSpot lists ("Validating requests", version 3 of its signature). */
function decodeForHubSpot(address: string): string {
	return address.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (escape) =>
		decodeURIComponent(escape),
	);
}

function headerText(request: SignableRequest, name: string): string | undefined {
	const value: HeaderValue = request.headers[name.toLowerCase()];
	return Array.isArray(value) ? value.join(', ') : value;
}

function signedHeaders(request: SignableRequest, listedIn: string): string | undefined {
	const names = headerText(request, listedIn)?.split(',');
	const values = names?.map((name) => [name.trim(), headerText(request, name.trim())] as const);
	if (!values || values.some(([, value]) => value === undefined)) return undefined;
	return values.map(([name, value]) => `${name.toLowerCase()}:${value}`).join(';');
}

function lines(body: unknown, names: readonly string[]): string {
	const present = names.map((name) => [name, textAt(body, name)] as const);
	return present
		.map(([name, value]) => (value === undefined ? '' : `${name}\n${value}\n`))
		.join('');
}

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Whether the body is a form. */
export function isForm({ headers }: Pick<SignableRequest, 'headers'>): boolean {
	const type = headers['content-type'];
	return typeof type === 'string' && type.toLowerCase().startsWith(FORM_TYPE);
}

/** As Twilio ("Validating Signatures from Twilio") and Mandrill ("Authenticating webhook requests") describe it. */
function sortedForm(request: SignableRequest): string {
	if (!isForm(request)) return '';
	const fields = new URLSearchParams(request.rawBody.toString('utf8'));
	const names = [...new Set(fields.keys())].sort();
	return names
		.map((name) =>
			[...new Set(fields.getAll(name))]
				.sort()
				.map((value) => name + value)
				.join(''),
		)
		.join('');
}

const ENCODINGS: readonly string[] = ['hex', 'base64', 'base64url'] satisfies Encoding[];

function hashOf(
	argument: string,
	bytes: (content: Content) => Buffer | string,
): Resolve | undefined {
	const [name = '', encoding = 'hex'] = argument.split(':');
	if (!isHashName(name) || !ENCODINGS.includes(encoding)) return undefined;
	const hash: HashName = name;
	return (content) => hashText(hash, bytes(content), encoding as Encoding);
}
