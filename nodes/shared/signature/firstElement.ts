const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING: readonly number[] = [0x5b, 0x7b];
const CLOSING: readonly number[] = [0x5d, 0x7d];
const BLANKS: readonly number[] = [0x20, 0x09, 0x0a, 0x0d];

/** The first element of a JSON list as it was sent, byte for byte; undefined where the body is no list or an empty one. */
export function firstElement(body: Buffer): Buffer | undefined {
	const start = skipBlanks(body, 0);
	if (body[start] !== OPENING[0]) return undefined;
	const from = skipBlanks(body, start + 1);
	const end = endOfElement(body, from);
	if (end === undefined) return undefined;
	const element = body.subarray(from, end);
	return element.length === 0 ? undefined : trimEnd(element);
}

/** Where the comma or bracket behind the element stands. */
function endOfElement(body: Buffer, from: number): number | undefined {
	let depth = 0;
	let isText = false;
	for (let at = from; at < body.length; at += 1) {
		const byte = body[at] ?? 0;
		if (isText) {
			if (byte === BACKSLASH) at += 1;
			else if (byte === QUOTE) isText = false;
		} else if (byte === QUOTE) isText = true;
		else if (OPENING.includes(byte)) depth += 1;
		else if (depth === 0 && (byte === COMMA || CLOSING.includes(byte))) return at;
		else if (CLOSING.includes(byte)) depth -= 1;
	}
	return undefined;
}

function skipBlanks(body: Buffer, from: number): number {
	let at = from;
	while (BLANKS.includes(body[at] ?? 0)) at += 1;
	return at;
}

function trimEnd(element: Buffer): Buffer {
	let end = element.length;
	while (BLANKS.includes(element[end - 1] ?? 0)) end -= 1;
	return element.subarray(0, end);
}
