/** Response headers with names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string>>;

/**
 * What the receiver asks for with `Retry-After` (RFC 9110, 10.2.3): delta seconds or an HTTP date.
 *
 * @returns the wait in milliseconds, 0 for a date that has passed, undefined without a header that makes sense
 */
export function retryAfterMs(headers: ResponseHeaders, nowMs: number): number | undefined {
	const value = headers['retry-after']?.trim();
	if (value === undefined) return undefined;
	if (/^\d+$/.test(value)) return Number(value) * 1000;
	// Date.parse takes a lone number for a year, so only what starts like an HTTP date gets there.
	if (!/^[A-Za-z]{3,9},? /.test(value)) return undefined;
	const dateMs = Date.parse(value);
	return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
