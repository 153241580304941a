import { type Answer, refuse } from '../answer';

/**
 * Refuses an event that happened more than `toleranceSeconds` ago; 0 accepts every age. An event from the future is
 * accepted, for the sender's clock may be ahead.
 */
export function checkAge(
	occurredAtMs: number | undefined,
	nowMs: number,
	toleranceSeconds: number,
): Answer | undefined {
	if (occurredAtMs === undefined || toleranceSeconds === 0) return undefined;
	// A time that cannot be read, NaN, is no reason to lose an event.
	if (!(nowMs - occurredAtMs > toleranceSeconds * 1000)) return undefined;
	return refuse(400, `The event is older than ${toleranceSeconds} seconds`);
}
