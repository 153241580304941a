import { isObject, parseJson } from '../lib/json';

/**
 * What a body may be:
 * - `json`: any JSON media type, `text/json`, and JSON that is sent as `text/plain`;
 * - `form`: `application/x-www-form-urlencoded`;
 * - `multipart`: `multipart/form-data`, whose files are left out;
 * - `xml` and `text`: text that is kept as it is;
 * - `empty`: none, where the headers are the event.
 */
export type BodyKind = 'json' | 'form' | 'multipart' | 'xml' | 'text' | 'empty';

/** How a sender's bodies are read. */
export interface BodyRules {
	/** JSON unless said otherwise. */
	readonly bodies?: readonly BodyKind[] | undefined;
	/** The field of a form whose JSON is the event. A form without it is the event itself. */
	readonly formPayload?: string | undefined;
	/** Fields of a form that hold JSON. */
	readonly formJson?: readonly string[] | undefined;
}

/** Names of types and subtypes as in RFC 6838, section 4.2; `+json` is RFC 6839's, section 3.1. */
const JSON_TYPE = /^(?:application\/json|text\/json|[\w!#$&^.+-]+\/[\w!#$&^.+-]+\+json)$/;

const XML_TYPE = /^(?:application\/xml|text\/xml|[\w!#$&^.+-]+\/[\w!#$&^.+-]+\+xml)$/;

/** The kinds as an answer names them. */
const NAMES: Readonly<Record<BodyKind, string>> = {
	json: 'application/json or end in +json',
	form: 'application/x-www-form-urlencoded',
	multipart: 'multipart/form-data',
	xml: 'application/xml, text/xml or end in +xml',
	text: 'text/plain',
	empty: 'left out, with an empty body',
};

const ONLY_JSON: readonly BodyKind[] = ['json'];

/**
 * What a body of this media type is to be read as; undefined where the sender does not send such.
 *
 * @param contentType in lower case, without parameters
 */
export function kindOf(
	contentType: string,
	{ bodies = ONLY_JSON }: BodyRules,
): BodyKind | undefined {
	if (contentType === 'application/json') return bodies.includes('json') ? 'json' : undefined;
	return kindsOf(contentType).find((kind) => bodies.includes(kind));
}

function kindsOf(contentType: string): readonly BodyKind[] {
	if (JSON_TYPE.test(contentType)) return ['json'];
	if (contentType === 'application/x-www-form-urlencoded') return ['form'];
	if (contentType === 'multipart/form-data') return ['multipart'];
	if (XML_TYPE.test(contentType)) return ['xml', 'text'];
	if (contentType === 'text/plain') return ['json', 'xml', 'text'];
	return contentType.startsWith('text/') ? ['text'] : [];
}

/** What the content type has to be, for an answer. */
export function namesOf({ bodies = ONLY_JSON }: BodyRules): string {
	return bodies.map((kind) => NAMES[kind]).join(', or ');
}

/** A body as it came, and as n8n has parsed it. */
export interface GivenBody {
	/** Undefined where only what was parsed is known. */
	readonly bytes: Buffer | undefined;
	readonly parsed: unknown;
}

/**
 * What is in a body: a value of JSON, or the fields of a form, of which those with the same name are a list, or a text,
 * which stands under `body`. Undefined for what is not what its kind promises.
 */
export function readBody(kind: BodyKind, { bytes, parsed }: GivenBody, rules: BodyRules): unknown {
	switch (kind) {
		case 'json':
			return parsed === undefined && bytes ? parseJson(bytes) : parsed;
		case 'form':
			return event(bytes ? fieldsOf(bytes) : ownFields(parsed), rules);
		case 'multipart':
			return event(
				ownFields(isObject(parsed) && isObject(parsed.data) ? parsed.data : parsed),
				rules,
			);
		case 'xml':
		case 'text':
			return { body: bytes?.toString('utf8') ?? parsed };
		case 'empty':
			return {};
	}
}

type Fields = Record<string, unknown>;

/** A name that would be the prototype of an object for who copies the fields one by one. */
const NO_NAME = '__proto__';

function fieldsOf(bytes: Buffer): Fields {
	const fields = new Map<string, string | string[]>();
	for (const [name, value] of new URLSearchParams(bytes.toString('utf8'))) {
		const before = fields.get(name);
		if (before === undefined) fields.set(name, value);
		else if (typeof before === 'string') fields.set(name, [before, value]);
		else before.push(value);
	}
	fields.delete(NO_NAME);
	return Object.fromEntries(fields);
}

function ownFields(parsed: unknown): Fields {
	if (!isObject(parsed)) return {};
	return Object.fromEntries(Object.entries(parsed).filter(([name]) => name !== NO_NAME));
}

/** The event that a form holds; undefined where a field holds no JSON that is to. */
function event(fields: Fields, { formPayload, formJson = [] }: BodyRules): unknown {
	const payload = formPayload === undefined ? undefined : fields[formPayload];
	if (payload !== undefined) return jsonOf(payload);
	for (const name of formJson) {
		if (!Object.hasOwn(fields, name)) continue;
		const value = jsonOf(fields[name]);
		if (value === undefined) return undefined;
		fields[name] = value;
	}
	return fields;
}

function jsonOf(value: unknown): unknown {
	return typeof value === 'string' ? parseJson(Buffer.from(value)) : undefined;
}
