import { tryToParseDateTime, UserError } from 'n8n-workflow';

/**
 * A point in time as Missive takes it, in seconds since 1970. A number, or a text of digits, is taken for such seconds
 * already.
 *
 * @param timezone where a time without a zone is meant, as n8n's date picker gives it
 * @throws UserError when it is no time
 */
export function unixSeconds(value: unknown, timezone: string): number {
	if (/^\d+$/.test(String(value))) return Number(value);
	const seconds = parse(value, timezone);
	if (seconds !== undefined) return seconds;
	throw new UserError(`${String(value)} is not a date and time`, {
		description: 'For example: 2026-01-31T12:00:00Z',
	});
}

function parse(value: unknown, timezone: string): number | undefined {
	try {
		return Math.floor(tryToParseDateTime(value, timezone).toSeconds());
	} catch {
		return undefined;
	}
}
