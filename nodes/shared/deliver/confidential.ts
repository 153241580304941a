/** Names of headers and query parameters whose values are secrets, whatever they look like. */
const SECRET_NAME = /auth|cookie|credential|key|pass|pwd|secret|session|signature|token/i;

/** What separates the parts of a header's value: `Bearer …`, `a=b; c=d`. */
const SEPARATORS = /[\s,;=&|"'()<>]+/;

/** Longer than names of media types and products are. */
const LONGEST_PLAIN = 40;

/** Words as people write them, one after the other or joined as in `OpenWork`. */
const WORDS = /^\p{Lu}*\p{Ll}*(?:\p{Lu}\p{Ll}+)*$/u;

const LONGEST_WORD = 20;

/** Numbers of this length count things; longer ones can be pins, or account numbers. */
const SHORT_NUMBER = /^\d{1,5}$/;

/**
 * What of a header's or a query parameter's value has to be hidden, should the receiver repeat it: the whole value, and
 * each part of it that could be a secret. Nothing, when the value is plainly none: words such as `ticket.created` or
 * `application/json`, versions and short numbers, under a name that says nothing else.
 */
export function confidentialIn(name: string, value: string): string[] {
	const parts = value.split(SEPARATORS);
	const secrets = SECRET_NAME.test(name) ? parts : parts.filter(couldBeSecret);
	return secrets.length === 0 ? [] : [...new Set([value, ...secrets])];
}

function couldBeSecret(part: string): boolean {
	if (part.length > LONGEST_PLAIN) return true;
	return !part.split(/[-_./:@+]/).every(isPlain);
}

function isPlain(piece: string): boolean {
	if (SHORT_NUMBER.test(piece) || piece.length <= 3) return true;
	return piece.length <= LONGEST_WORD && WORDS.test(piece);
}
