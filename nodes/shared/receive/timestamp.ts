/** ISO 8601 without an offset at its end. */
const WITHOUT_OFFSET = /T[\d:.]+$/;

/** The Unix time in ms of an ISO 8601 timestamp. One without an offset counts as UTC, wherever n8n runs. */
export function isoToMs(timestamp: string): number {
	return Date.parse(WITHOUT_OFFSET.test(timestamp) ? `${timestamp}Z` : timestamp);
}
