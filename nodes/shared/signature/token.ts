import { valuesAt } from '../lib/json';
import { safeEqual } from '../lib/safeEqual';
import { readPlace } from './place';
import type { SignableRequest, TokenScheme } from './scheme';
import type { Verdict } from './verdict';

/** Checks a token that stands in a request as it is; see `verify`. */
export function verifyToken(
	{ id, at, prefix = '', encoding }: TokenScheme,
	secrets: readonly string[],
	request: SignableRequest,
): Verdict {
	const given = 'field' in at ? fieldTexts(at.field, request) : readPlace(at, request);
	if (typeof given === 'object' && 'problem' in given) return given;
	const texts = [given].flat().map((text) => behindPrefix(text, prefix));
	if (texts.includes(undefined)) return { problem: 'malformed' };
	const known = secrets.map((secret) => tokenText(secret, encoding)).filter((text) => text !== '');
	// No early exit: how long it takes must not tell which one was right.
	const good = texts.map((text) =>
		known.map((token) => safeEqual(token, text ?? '')).includes(true),
	);
	return good.includes(false) ? { problem: 'mismatch' } : { verified: id };
}

/** Each field of the path has to hold the token; what is no text never does. */
function fieldTexts(path: string, { body }: SignableRequest): string[] | { problem: 'missing' } {
	const values = valuesAt(body, path);
	if (values.every((value) => value === undefined)) return { problem: 'missing' };
	return values.map((value) => (typeof value === 'string' ? value : ''));
}

/** What stands behind the prefix, which may be written in any case; undefined where it does not begin with it. */
export function behindPrefix(text: string, prefix: string): string | undefined {
	const isThere = text.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();
	return isThere ? text.slice(prefix.length).trim() : undefined;
}

/** The text of a token as it is sent, without its prefix. */
export function tokenText(secret: string, encoding: TokenScheme['encoding']): string {
	const trimmed = secret.trim();
	return encoding === undefined ? trimmed : Buffer.from(trimmed).toString(encoding);
}
