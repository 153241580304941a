import type { VectorRequest } from '../support/senderVectors';
import { tableLines } from '../support/table';
import type { Played } from './play';

/** The table of what was wanted and seen, and whether each request that could be verified is as wanted. */
export function reportOf(played: readonly Played[]): { text: string; isGood: boolean } {
	const sent = played.filter(({ seen }) => seen);
	const notSent = played.filter(({ seen }) => !seen);
	const wrong = sent.filter(({ misses }) => misses.length > 0);
	const lines = tableLines([
		['', 'Sender', 'Vector', 'Request', 'URL', 'Wanted', 'Seen'],
		...sent.map(rowOf),
	]);
	const text = [
		...lines,
		'',
		...listOf('Cannot be verified by anybody, and not counted:', notSent, (row) =>
			row.notVerifiable === undefined ? [] : [row.notVerifiable],
		),
		...listOf('Not as wanted:', wrong, ({ misses }) => misses),
		`${sent.length - wrong.length} of ${sent.length} requests as wanted, ${notSent.length} not verifiable.`,
	].join('\n');
	return { text, isGood: sent.length > 0 && wrong.length === 0 };
}

function rowOf({ vector, sender, label, url, want, seen, misses }: Played): string[] {
	const mark = misses.length === 0 ? '✓' : '✗';
	const was = seen ? `${seen.status} ${seen.output ?? 'none'}` : '';
	return [mark, sender, short(vector), short(label), url, wantedText(want), was];
}

function wantedText({ status, output, body, header }: VectorRequest['want']): string {
	const answer = body ?? header?.join(': ');
	return `${status} ${output ?? 'none'}${answer === undefined ? '' : ` ${short(answer, 24)}`}`;
}

function listOf(
	title: string,
	rows: readonly Played[],
	whys: (row: Played) => readonly string[],
): string[] {
	if (rows.length === 0) return [];
	const lines = rows.map((row) => {
		const { vector, sender, label, url } = row;
		return `  ${vector} (${sender}), ${label}, ${url} URL: ${whys(row).join('; ')}`;
	});
	return [title, ...lines, ''];
}

function short(text: string, most = 44): string {
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
