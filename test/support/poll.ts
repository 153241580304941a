/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';

/** Thrown by {@link until} when the deadline has passed. */
export class TimedOutError extends Error {}

export interface UntilOptions {
	/** Completes the sentence "Waited 30 s for …". */
	what: string;
	/** Default 30 s. */
	deadlineMs?: number;
	/** Default 50 ms. */
	everyMs?: number;
	/** Asks less and less often, in the end this often. Default: as often as at first. */
	slowDownToMs?: number;
}

/**
 * Asks again and again until the answer is something other than undefined, null or false, and returns that.
 * An error of `ask` counts as "not yet" and is told when time is up. Throws {@link TimedOutError}.
 */
export async function until<T>(
	ask: () => Promise<T> | T,
	{ what, deadlineMs = 30_000, everyMs = 50, slowDownToMs = everyMs }: UntilOptions,
): Promise<NonNullable<Exclude<T, false>>> {
	const endsAt = Date.now() + deadlineMs;
	let waitMs = everyMs;
	let lastError: unknown;
	do {
		try {
			const answer = await ask();
			if (answer !== undefined && answer !== null && answer !== false) {
				return answer as NonNullable<Exclude<T, false>>;
			}
			lastError = undefined;
		} catch (error) {
			lastError = error;
		}
		await sleep(waitMs);
		waitMs = Math.min(waitMs * 1.5, slowDownToMs);
	} while (Date.now() < endsAt);
	const because = lastError instanceof Error ? `: ${lastError.message}` : '';
	throw new TimedOutError(`Waited ${Math.round(deadlineMs / 1000)} s for ${what}${because}`);
}
