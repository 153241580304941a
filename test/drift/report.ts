import type { Result } from './compare';
import { addressOf, type Fact } from './fact';

/** The exit codes of `npm run test:drift`. */
export const EXIT = { noDrift: 0, drift: 1, wrongUse: 2, notChecked: 3 } as const;

/** What somebody has to look at first. */
const STATES = ['changed', 'first look', 'unreachable', 'as written down'] as const;

/** The results by the file that holds their facts. */
export type Results = ReadonlyMap<string, readonly Result[]>;

/** Says what changed, as Markdown. */
export function reportOf(results: Results): string {
	const all = [...results.values()].flat();
	const sections = STATES.slice(0, 3).flatMap((state) => {
		const those = withState(all, state);
		return those.length > 0 ? [`## ${state}`, those.map(entryOf).join('\n')] : [];
	});
	return [`# Drift: ${counts(all)}`, table(results), ...sections, ''].join('\n\n');
}

function counts(results: readonly Result[]): string {
	return STATES.map((state) => `${withState(results, state).length} ${state}`).join(', ');
}

function table(results: Results): string {
	const rows = [...results].map(([file, its]) => [
		file,
		...STATES.map((state) => String(withState(its, state).length)),
		isBlind(its) ? 'nobody could look' : 'looked at',
	]);
	return [['facts', ...STATES, ''], STATES.map(() => '---').concat('---', '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}

function withState(results: readonly Result[], wanted: Result['state']): readonly Result[] {
	return results.filter(({ state }) => state === wanted);
}

function entryOf({ fact, state, says }: Result): string {
	const head = `- **${fact.id}** (${addressOf(fact.source)})`;
	if (state === 'unreachable') return `${head}: ${[...says, ...writtenDown(fact)].join('; ')}`;
	const because = state === 'changed' ? [`  - relied on: ${fact.why}`] : [];
	return [head, ...because, ...says.map((each) => `  - ${each}`)].join('\n');
}

/** What is believed while nobody can look. */
function writtenDown({ found, on, readIn }: Fact): string[] {
	if (found === null) return ['nothing is written down'];
	if (readIn !== undefined) return [`written down from ${readIn}`];
	return on === undefined ? [] : [`written down on ${on}`];
}

/** A file of which no source could be reached was not checked, whatever became of the others. */
function isBlind(results: readonly Result[]): boolean {
	return results.every(({ state }) => state === 'unreachable');
}

/** Single sources that cannot be reached are no drift; a whole file of them is no check. */
export function exitCodeOf(results: Results): number {
	const groups = [...results.values()];
	if (groups.flat().some(({ state }) => state === 'changed')) return EXIT.drift;
	return groups.some(isBlind) ? EXIT.notChecked : EXIT.noDrift;
}
