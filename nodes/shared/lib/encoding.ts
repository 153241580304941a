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
