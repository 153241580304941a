/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, newEventId, sendEvent } from './events';

/** Between two events, ms. */
const GAP_MS = 150;

/** An event that was sent twice, and how the two were answered. */
export interface SentTwice {
	readonly id: string;
	readonly answers: readonly Answer[];
}

/**
 * Sends so many events, each with one copy to the other of the two addresses.
 *
 * @param distanceMs between an event and its copy
 */
export async function sendCopies(
	[first, second]: readonly [first: string, second: string],
	events: number,
	distanceMs: number,
): Promise<SentTwice[]> {
	const sent = [];
	for (let i = 0; i < events; i++) {
		// Neither address is always the first.
		const [one, other] = i % 2 === 0 ? [first, second] : [second, first];
		sent.push(sendTwice(newEventId(), one, other, distanceMs));
		await sleep(GAP_MS);
	}
	return await Promise.all(sent);
}

/** The ids of those that were acknowledged. */
export function takenOf(events: readonly SentTwice[]): string[] {
	return events.filter(({ answers }) => answers.includes('taken')).map(({ id }) => id);
}

async function sendTwice(
	id: string,
	first: string,
	second: string,
	distanceMs: number,
): Promise<SentTwice> {
	const copy = async () => {
		await sleep(distanceMs);
		return await sendEvent(second, id);
	};
	return { id, answers: await Promise.all([sendEvent(first, id), copy()]) };
}
