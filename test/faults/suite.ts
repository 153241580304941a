import type { Bed } from './bed';
import type { Sums } from './ledger';
import type { PartResult } from './result';

/** How a part is run. */
export interface SuiteOptions {
	/** Whether the short form is wanted. */
	readonly quick: boolean;
	readonly seed: number;
	log(line: string): void;
}

/** One part of the command. */
export interface Suite {
	/** Its name on the command line. */
	readonly name: string;
	/** What it tries; completes "Tries …". */
	readonly tries: string;
	run(bed: Bed, options: SuiteOptions): Promise<PartResult[]>;
}

export const EVENT_HEADER = [
	'what',
	'sent',
	'acknowledged',
	'by start-up text',
	'given up',
	'executed',
	'never executed (wanted)',
	'twice (wanted)',
] as const;

/** What is wanted of events, beside that each acknowledged one is executed. */
export interface Wanted {
	/** How many may run twice: none, or those that were under way when n8n was ended. */
	readonly twice: 'none' | 'in flight';
	/** Whether no event may be acknowledged by n8n's start-up answer. */
	readonly noStartUpAnswer?: boolean;
}

/** The line of a case, and what it misses. */
export function eventRow(
	what: string,
	sums: Sums,
	wanted: Wanted,
): { row: string[]; misses: string[] } {
	const mostTwice = wanted.twice === 'none' ? 0 : sums.inFlight;
	const misses: string[] = [];
	const miss = (text: string) => misses.push(`${what}: ${text}`);
	if (sums.executed === 0) miss('nothing was executed');
	if (sums.lost > 0) miss(`${sums.lost} events were acknowledged and never executed`);
	const tooMany = wanted.twice === 'none' ? sums.twice : sums.twiceUnexplained;
	if (tooMany > 0) {
		const which = wanted.twice === 'none' ? '' : ' that were not under way when n8n was ended';
		miss(`${tooMany} events${which} were executed twice`);
	}
	if (wanted.noStartUpAnswer && sums.byStartUp > 0) {
		miss(`${sums.byStartUp} events were acknowledged by n8n's start-up answer`);
	}
	const startUp = wanted.noStartUpAnswer ? ' (0)' : '';
	const bound = wanted.twice === 'none' ? '0' : `≤ ${mostTwice}`;
	return {
		row: [
			what,
			String(sums.sent),
			String(sums.acknowledged),
			`${sums.byStartUp}${startUp}`,
			String(sums.givenUp),
			String(sums.executed),
			`${sums.lost} (0)`,
			`${sums.twice} (${bound})`,
		],
		misses,
	};
}
