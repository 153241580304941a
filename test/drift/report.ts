import type { Result } from './compare';
import { addressOf } from './fact';

/** The exit codes of `npm run test:drift`. */
export const EXIT = { noDrift: 0, drift: 1, wrongUse: 2, nothingReached: 3 } as const;

const STATES = ['drifted', 'first look', 'unreachable', 'same'] as const;

/** Says what changed, as Markdown: what somebody has to look at first. */
export function reportOf(results: readonly Result[]): string {
	const counts = STATES.map(
		(state) => `${results.filter((result) => result.state === state).length} ${state}`,
	);
	const sections = STATES.slice(0, 3).flatMap((state) => {
		const those = results.filter((result) => result.state === state);
		return those.length > 0 ? [`## ${state}`, ...those.map(entryOf)] : [];
	});
	return [`# Drift: ${counts.join(', ')}`, ...sections, ''].join('\n\n');
}

function entryOf({ fact, state, says }: Result): string {
	const head = `- **${fact.id}** (${addressOf(fact.source)})`;
	if (state === 'unreachable') return `${head}: ${says.join('; ')}`;
	const because = state === 'drifted' ? [`  - relied on: ${fact.why}`] : [];
	return [head, ...because, ...says.map((each) => `  - ${each}`)].join('\n');
}

/** Sources that could not be reached are no drift; when none could, nothing was checked. */
export function exitCodeOf(results: readonly Result[]): number {
	if (results.some(({ state }) => state === 'drifted')) return EXIT.drift;
	const isBlind = results.every(({ state }) => state === 'unreachable');
	return isBlind ? EXIT.nothingReached : EXIT.noDrift;
}
