import { extractFrom } from './extract';
import type { Fact, Found } from './fact';
import type { Answer, Readable } from './source';

/** What became of a fact. */
export interface Result {
	readonly fact: Fact;
	readonly state: 'as written down' | 'changed' | 'unreachable' | 'first look';
	/** What changed, or why nobody could look; one sentence an entry. */
	readonly says: readonly string[];
	/** What is there now; absent where nobody could look. */
	readonly now?: Found;
}

/** How many sources are asked at once. */
const AT_ONCE = 8;

/** Compares facts with what is published now, in their order. */
export async function compareAll(facts: readonly Fact[], sources: Readable): Promise<Result[]> {
	const results: Result[] = [];
	const entries = facts.entries();
	const work = async () => {
		// The entries are shared: each fact is taken by one worker.
		for (const [index, fact] of entries) {
			results[index] = compare(fact, await sources.read(fact.source));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return results;
}

/** Compares a fact with the answer of its source. */
export function compare(fact: Fact, answer: Answer): Result {
	if ('unreachable' in answer) {
		return { fact, state: 'unreachable', says: [answer.unreachable] };
	}
	if ('gone' in answer) return { fact, state: 'changed', says: [`It is gone: ${answer.gone}`] };
	const now = extractFrom(answer.text, fact.extract);
	if (fact.found === null) {
		return { fact, state: 'first look', says: missing(fact, now), now };
	}
	const says = differences(fact.found, now);
	return { fact, state: says.length > 0 ? 'changed' : 'as written down', says, now };
}

/** What is looked for and not there. */
function missing({ extract }: Fact, now: Found): string[] {
	const present = keysOf(now);
	if (extract.kind === 'pattern' && present.length === 0) return ['not there: any match'];
	const wanted =
		extract.kind === 'declarations'
			? extract.names
			: extract.kind === 'phrases'
				? extract.phrases
				: [];
	return wanted.filter((each) => !present.includes(each)).map((each) => `not there: ${each}`);
}

/** What a finding is of: its entries, or the names of its declarations. */
export function keysOf(found: Found): readonly string[] {
	return isList(found) ? found : Object.keys(found);
}

function isList(found: Found): found is readonly string[] {
	return Array.isArray(found);
}

function differences(before: Found, now: Found): string[] {
	const [old, current] = [keysOf(before), keysOf(now)];
	const gone = old.filter((each) => !current.includes(each)).map((each) => `no more: ${each}`);
	const added = current.filter((each) => !old.includes(each)).map((each) => `new: ${each}`);
	if (isList(before) || isList(now)) return [...gone, ...added];
	const changed = Object.entries(before).flatMap(([name, text]) => {
		const next = now[name];
		return next === undefined || next === text ? [] : [`${name} was "${text}" and is "${next}"`];
	});
	return [...gone, ...added, ...changed];
}
