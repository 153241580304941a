import type { Bed } from './bed';
import type { Sums } from './ledger';
import type { PartResult } from './result';

/** How a part is run. */
export interface SuiteOptions {
	/** Whether the short form is wanted. */
	readonly quick: boolean;
	readonly seed: number;
	/** Cases whose names hold it. */
	readonly only: string;
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
	/** How many run twice: none, at most those that were under way when n8n was ended, or exactly so many. */
	readonly twice: 'none' | 'in flight' | number;
	/** Whether no event may be acknowledged by n8n's start-up answer. */
	readonly noStartUpAnswer?: boolean;
}

/** The line of a case, and what it misses. */
export function eventRow(
	what: string,
	sums: Sums,
	wanted: Wanted,
): { row: string[]; misses: string[] } {
	const misses: string[] = [];
	const miss = (text: string) => misses.push(`${what}: ${text}`);
	if (sums.executed === 0) miss('nothing was executed');
	if (sums.lost > 0) miss(`${sums.lost} events were acknowledged and never executed`);
	if (wanted.twice === 'in flight') {
		const { twiceUnexplained: count } = sums;
		if (count > 0) miss(`${count} events ran twice that were not under way when n8n was ended`);
	} else {
		const number = wanted.twice === 'none' ? 0 : wanted.twice;
		if (sums.twice !== number) miss(`${sums.twice} events were executed twice, not ${number}`);
	}
	if (wanted.noStartUpAnswer && sums.byStartUp > 0) {
		miss(`${sums.byStartUp} events were acknowledged by n8n's start-up answer`);
	}
	const startUp = wanted.noStartUpAnswer ? ' (0)' : '';
	const bounds = { none: '0', 'in flight': `≤ ${sums.inFlight}` };
	const bound = typeof wanted.twice === 'number' ? wanted.twice : bounds[wanted.twice];
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
