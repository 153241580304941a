/** A time of day without an offset after it; RFC 3339 allows a small `t` or a space before it. */
const WITHOUT_OFFSET = /[Tt ][\d:.]+$/;

/**
 * The Unix time in ms of an ISO 8601 timestamp, NaN for what is none. One without an offset counts as UTC, wherever
 * n8n runs.
 */
export function isoToMs(timestamp: string): number {
	return Date.parse(WITHOUT_OFFSET.test(timestamp) ? `${timestamp}Z` : timestamp);
}
