/**
 * The bytes of a text in hex or Base64, or undefined when it is not exactly that: `Buffer.from` leaves out what it
 * cannot decode, so only a text that survives the round trip is well-formed.
 */
export function decodeExactly(text: string, encoding: 'hex' | 'base64'): Buffer | undefined {
	const bytes = Buffer.from(text, encoding);
	const wellFormed = bytes.toString(encoding) === (encoding === 'hex' ? text.toLowerCase() : text);
	return wellFormed ? bytes : undefined;
}
