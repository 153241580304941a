import type { INodeProperties } from 'n8n-workflow';

import type { KeptWhileYoung } from '../state/seenEvents';

/** How many keys of past events are kept, however old they are, when the user sets nothing else. */
const DEFAULT_WINDOW = 1000;

/** How many are kept of a sender that does not say how many it may send: 320 KB in the row of the workflow. */
export const MOST_WHILE_REPEATED = 20_000;

/** What a sender documents of its repetitions. */
export interface Repeats {
	/** From an event to the last time that it comes. */
	readonly seconds: number;
	/** How many events it sends at most; absent where it does not say. */
	readonly perMinute?: number;
}

/** How many past events a trigger remembers. */
export interface SeenWindow {
	/** However old they are. */
	readonly seenWindow: number;
	/** Those that are remembered beside them: of as long as the sender may repeat an event. */
	readonly seenWhileYoung?: KeptWhileYoung;
}

/** @param chosen by the user, which then counts alone; 0 for nothing */
export function seenWindowOf(chosen: number, repeats: Repeats | undefined): SeenWindow {
	if (chosen > 0) return { seenWindow: chosen };
	if (!repeats) return { seenWindow: DEFAULT_WINDOW };
	const seenWhileYoung = { seconds: repeats.seconds, size: mostWhileRepeated(repeats) };
	return { seenWindow: DEFAULT_WINDOW, seenWhileYoung };
}

/** How many events come at most while one of them may be repeated. */
function mostWhileRepeated({ seconds, perMinute }: Repeats): number {
	return perMinute === undefined ? MOST_WHILE_REPEATED : Math.ceil((seconds / 60) * perMinute);
}

/**
 * The option for it, which says what is remembered without it.
 *
 * @param hint the end of that sentence where it depends on the sender
 */
export function seenWindowOption(repeats: Repeats | undefined, hint = ''): INodeProperties {
	const most = repeats ? mostWhileRepeated(repeats) : DEFAULT_WINDOW;
	const more = repeats
		? `, and of the ${inWords(repeats.seconds)} in which the sender may repeat an event up to ${grouped(most)}`
		: hint;
	return {
		displayName: 'Duplicate Window',
		name: 'seenWindow',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100_000 },
		default: most,
		description: `How many past events are remembered so that copies of them are dropped. Without this option the last ${grouped(DEFAULT_WINDOW)}${more}. Each takes 16 characters in the database, in the row of the workflow, which n8n loads with every request and writes with events: 16 KB for 1,000, 1.6 MB for 100,000.`,
	};
}

const grouped = (count: number) => count.toLocaleString('en');

const inWords = (seconds: number) =>
	seconds % 3600 === 0 ? `${seconds / 3600} hours` : `${seconds / 60} minutes`;

/** For those who would rather wait than see a copy run. */
export const writeEachEventOption: INodeProperties = {
	displayName: 'Write Every Event at Once',
	name: 'writeEachEvent',
	type: 'boolean',
	default: false,
	description:
		'Whether n8n writes down each event before it acknowledges it, so that no copy of it runs after n8n was killed. Costs n8n some of the events that it can take. Without this option those that come at the same time are written down together, every 50 ms, and of very many remembered events every second.',
};
