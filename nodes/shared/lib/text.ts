import { UserError } from 'n8n-workflow';

/** A field's name as APIs write it: `addSharedLabels` is `add_shared_labels`. */
export function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const ALL_CAPITALS = new Map([
	['id', 'ID'],
	['url', 'URL'],
	['ai', 'AI'],
]);

/** A field's name as a form shows it: `web_url` is `Web URL`, `eventTypes` is `Event Types`. */
export function titleCase(name: string): string {
	return snakeCase(name)
		.split('_')
		.map((word) => ALL_CAPITALS.get(word) ?? word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}

/** The entries of a comma or white space separated list. */
export function splitList(list: string): string[] {
	return list.split(/[\s,]+/).filter((entry) => entry !== '');
}

/**
 * The value of a field that may not be without one. n8n checks what is typed, but not what an expression gives.
 *
 * @param label the field's name in the panel
 * @throws UserError when it is nothing at all; a text may be empty
 */
export function requiredValue(label: string, value: unknown): unknown {
	if (value !== undefined && value !== null && !Number.isNaN(value)) return value;
	throw isEmpty(label);
}

/**
 * The text of a field that may not be empty, without spaces around it.
 *
 * @param label the field's name in the panel
 * @throws UserError when it is empty, or no text but an object or a list
 */
export function requiredText(label: string, value: unknown): string {
	const given = requiredValue(label, value);
	if (typeof given === 'object') {
		throw new UserError(`${label} is ${Array.isArray(given) ? 'a list' : 'an object'}`, {
			description: 'Correct the expression that it is taken from, so that it gives text.',
		});
	}
	const text = String(given).trim();
	if (text === '') throw isEmpty(label);
	return text;
}

function isEmpty(label: string): UserError {
	return new UserError(`${label} is empty`, {
		description: 'Fill in the field, or correct the expression that it is taken from.',
	});
}

/**
 * The bytes of a Base64 text, with or without the padding at its end; undefined when it is none. `Buffer.from` leaves
 * out what it cannot decode, so only a text that survives the round trip is well-formed.
 */
export function fromBase64(text: string): Buffer | undefined {
	const bytes = Buffer.from(text, 'base64');
	return unpadded(bytes.toString('base64')) === unpadded(text) ? bytes : undefined;
}

function unpadded(base64: string): string {
	return base64.replace(/=+$/, '');
}

/** The bytes of a text in hex, of either case; undefined when it is none. */
export function fromHex(text: string): Buffer | undefined {
	const bytes = Buffer.from(text, 'hex');
	return bytes.toString('hex') === text.toLowerCase() ? bytes : undefined;
}
