import type { IDataObject } from 'n8n-workflow';

/** Shorter texts turn up by chance, and replacing them would make an answer unreadable. */
const SHORTEST = 6;

/** Fewer characters of Base64 turn up by chance. */
const SHORTEST_BASE64 = 8;

/** A text with `***` in place of whatever is confidential. */
export type Scrubber = (text: string) => string;

/**
 * Hides confidential texts in every spelling that a receiver may repeat them in: as JSON, a URL, a form, HTML or Base64
 * writes them, mixed as they come.
 *
 * The spellings are worked out when they are needed, and then kept: make one scrubber for all texts of a message.
 */
export function scrubber(confidential: readonly string[]): Scrubber {
	let spellings: readonly Spelling[] | undefined;
	let pattern: RegExp | undefined;
	return (text) => {
		spellings ??= spellingsOf(confidential);
		// Nearly no text holds any, and looking for a piece takes a fraction of the time.
		if (!spellings.some(({ piece }) => text.includes(piece))) return text;
		pattern ??= new RegExp(spellings.map((spelling) => spelling.pattern()).join('|'), 'g');
		return text.replace(pattern, '***');
	};
}

/** `text` with `***` in place of each confidential text, as `scrubber` finds them. */
export function scrub(text: string, confidential: readonly string[]): string {
	return scrubber(confidential)(text);
}

/** A vendor's answer with `***` in place of what is confidential, should the vendor repeat it. */
export function scrubAnswer(
	answer: IDataObject,
	confidential: readonly string[] = [],
): IDataObject {
	if (confidential.length === 0) return answer;
	return scrubbed(answer, scrubber(confidential)) as IDataObject;
}

function scrubbed(value: unknown, hide: Scrubber): unknown {
	if (typeof value === 'string') return hide(value);
	if (Array.isArray(value)) return value.map((entry) => scrubbed(entry, hide));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, scrubbed(entry, hide)]),
	);
}

/** Ways to write a confidential text. */
interface Spelling {
	/** Stands in each of the ways as it is. */
	readonly piece: string;
	/** A regular expression for all of the ways. */
	pattern(): string;
}

function spellingsOf(confidential: readonly string[]): Spelling[] {
	return (
		[...new Set(confidential)]
			.filter((secret) => secret.length >= SHORTEST)
			// Of two that begin at the same place, the longer one is to go.
			.sort((a, b) => b.length - a.length)
			.flatMap((secret) => [
				{ piece: plainPiece(secret), pattern: () => spelled(secret) },
				...base64Of(secret).map((text) => ({
					piece: plainPiece(text),
					pattern: () => spelledBase64(text),
				})),
			])
	);
}

/** The longest run of letters and digits, which nobody writes in another way. Empty when there is none. */
function plainPiece(text: string): string {
	const runs = text.match(/[A-Za-z0-9]+/g) ?? [];
	return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/** A pattern for `text` in which each character but letters and digits may be written in any way. */
function spelled(text: string): string {
	return [...text.matchAll(/(\\*)([^\\]|$)/gu)]
		.map(([, backslashes = '', character = '']) => spelledUnit(backslashes.length, character))
		.join('');
}

/** As `spelled`; URLs have two characters of Base64 in another form. */
function spelledBase64(text: string): string {
	const ways: Readonly<Record<string, string>> = {
		'+': `(?:${spelledUnit(0, '+')}|-)`,
		'/': `(?:${spelledUnit(0, '/')}|_)`,
	};
	return text.replace(/[+/]/g, (character) => ways[character] ?? character);
}

/**
 * A pattern for a character and the backslashes before it. They go together: so there is but one way to match a run of
 * backslashes, however many of them are the text's own and how many an escape's, and no text takes long.
 */
function spelledUnit(backslashes: number, character: string): string {
	const isPlain = character === '' || /^[A-Za-z0-9]$/.test(character);
	if (backslashes === 0 && isPlain) return character;

	// JSON doubles backslashes, and JSON within JSON does it twice; an escape brings up to three of its own.
	const most = 4 * backslashes;
	const extra = QUOTES.includes(character) ? 3 : 0;
	const ways = [`${run(backslashes, most + extra)}${unescaped(character, isPlain)}`];
	if (!isPlain) ways.push(`${run(backslashes + 1, most + 3)}${escaped(character)}`);
	if (backslashes > 0) {
		ways.push(`${BACKSLASH}{${backslashes}}${spelledUnit(0, character)}`);
	}
	return `(?:${ways.join('|')})`;
}

function run(least: number, most: number): string {
	return most === 0 ? '' : `\\\\{${least},${most}}`;
}

/** A backslash that is not written as one. */
const BACKSLASH = `(?:%(?:25)?5[cC]|&#(?:0{0,4}92|[xX]0{0,4}5[cC]);|\\\\{1,3}(?:u005[cC]|x5[cC]))`;

/** Characters that a backslash may stand before without changing them. */
const QUOTES = ['"', "'", '/'];

/** Letters of JSON's short escapes. */
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
	'\b': 'b',
	'\f': 'f',
	'\n': 'n',
	'\r': 'r',
	'\t': 't',
};

const ENTITIES: Readonly<Record<string, string>> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

/** The character itself, and what does not begin with a backslash: percent escapes, entities. */
function unescaped(character: string, isPlain: boolean): string {
	if (isPlain) return character;
	const ways = [
		character.replace(/[$()*+.?[\]^{|}]/, '\\$&'),
		percent(character),
		entity(character),
	];
	if (character === ' ') ways.push('\\+');
	// A receiver that takes a byte of Latin-1 for UTF-8 repeats it as this.
	if (character > '\x7f') ways.push('\ufffd');
	return `(?:${ways.join('|')})`;
}

/** What stands behind the backslash: a letter, `u002f`, `x2f`, or an entity whose `&` JSON has escaped. */
function escaped(character: string): string {
	const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
	const ways = [units.map((unit) => `u${hex(unit, 4)}`).join('\\\\{1,3}')];
	if (units.length === 1 && character < '\u0100') ways.push(`x${hex(units[0] ?? 0, 2)}`);
	ways.push(`u0026${entity(character).slice(1)}`);
	const short = SHORT_ESCAPES[character];
	if (short !== undefined) ways.push(short);
	return `(?:${ways.join('|')})`;
}

/** `%2F`, and `%252F` in a URL within a URL. */
function percent(character: string): string {
	return [...Buffer.from(character)].map((byte) => `%(?:25)?${hex(byte, 2)}`).join('');
}

/** `&lt;`, `&#60;` or `&#x3c;`, and `&amp;lt;` in HTML within HTML. */
function entity(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	const named = ENTITIES[character];
	const numbers = `#(?:0{0,4}${code}|[xX]0{0,4}${hex(code, 1)})`;
	return `&(?:amp;)?(?:${named === undefined ? numbers : `${named}|${numbers}`});`;
}

/** A number in hexadecimal, in large or small letters. */
function hex(value: number, digits: number): string {
	return value
		.toString(16)
		.padStart(digits, '0')
		.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/**
 * What is always the same in the Base64 of any text that holds `secret`: it depends on where the secret begins in the
 * groups of three bytes that Base64 is made of.
 */
function base64Of(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2]
		.map((before) => {
			const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
			// Characters that share their six bits with what stands before or after the secret.
			const first = [0, 2, 3][before] ?? 0;
			return encoded.slice(first, Math.floor(((before + bytes.length) * 8) / 6));
		})
		.filter((text) => text.length >= SHORTEST_BASE64);
}
