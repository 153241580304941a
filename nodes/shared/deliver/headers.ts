import { UserError } from 'n8n-workflow';

/** A header that a person entered. */
export interface NamedValue {
	readonly name: string;
	readonly value: string;
}

/** A token of RFC 9110, 5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Visible characters, spaces and tabs of RFC 9110, 5.5: no line break, which would start another header. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that belong to the connection or follow from the body. */
const TRANSPORT_HEADERS = [
	'connection',
	'content-length',
	'expect',
	'host',
	'keep-alive',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
];

/** Whether `name` can be the name of a header. */
export function isHeaderName(name: string): boolean {
	return NAME.test(name);
}

/** @throws UserError, naming `field`, when `name` cannot be the name of a header */
export function assertHeaderName(field: string, name: string): void {
	if (isHeaderName(name)) return;
	throw new UserError(`${field}: "${name.replace(/[^\x20-\x7e]/g, '?')}" is not a header name`, {
		description: "A header name is made of letters, digits and the characters !#$%&'*+-.^_`|~",
	});
}

/** @throws UserError, naming `field` but not the value, when `value` cannot be the value of a header */
export function assertHeaderValue(field: string, value: string): void {
	if (VALUE.test(value)) return;
	throw new UserError(`${field} holds a line break or another character that no header may hold`, {
		description: 'Remove it, or encode the value first, for example with encodeURIComponent.',
	});
}

/**
 * The extra headers of a message.
 *
 * @param taken headers that the node sets itself, and the field that each one comes from
 * @throws UserError for a name or a value that HTTP does not allow, a header twice, and one that the node sets itself
 */
export function extraHeaders(
	entries: readonly NamedValue[],
	taken: ReadonlyMap<string, string>,
): Record<string, string> {
	const headers: Record<string, string> = {};
	const seen = new Set<string>();

	for (const { name, value } of entries) {
		assertHeaderName('Extra Headers', name);
		assertHeaderValue(`The extra header "${name}"`, value);
		const key = name.toLowerCase();
		const field = taken.get(key);
		if (field !== undefined) {
			throw new UserError(`The extra header "${name}" is already set by ${field}`, {
				description: `Remove it from Extra Headers, or change ${field}.`,
			});
		}
		if (TRANSPORT_HEADERS.includes(key)) {
			throw new UserError(`The extra header "${name}" cannot be set`, {
				description: 'It belongs to the connection, and n8n sets it. Remove it from Extra Headers.',
			});
		}
		if (seen.has(key)) {
			throw new UserError(`The extra header "${name}" is there twice`, {
				description: 'Remove one of the two.',
			});
		}
		seen.add(key);
		headers[name] = value;
	}
	return headers;
}
