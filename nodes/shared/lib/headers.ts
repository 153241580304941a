import { UserError } from 'n8n-workflow';

/** A token of RFC 9110, 5.6.2. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Visible characters, spaces and tabs of RFC 9110, 5.5: no line break, which would start another header. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

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

/** Whether `value` can be the value of a header. */
export function isHeaderValue(value: string): boolean {
	return VALUE.test(value);
}

/** @throws UserError, naming `field` but not the value, when `value` cannot be the value of a header */
export function assertHeaderValue(field: string, value: string): void {
	if (isHeaderValue(value)) return;
	throw new UserError(`${field} holds a line break or another character that no header may hold`, {
		description: 'Remove it, or encode the value first, for example with encodeURIComponent.',
	});
}
