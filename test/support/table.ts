/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { stripVTControlCharacters } from 'node:util';

/** Rows as lines of text, each column as wide as it needs. Colours count for nothing. */
export function tableLines(rows: readonly string[][]): string[] {
	const columns = Math.max(0, ...rows.map((row) => row.length));
	const widths = Array.from({ length: columns }, (_, column) =>
		Math.max(...rows.map((row) => visible(row[column] ?? ''))),
	);
	return rows.map((row) =>
		row
			.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - visible(cell)))
			.join('   ')
			.trimEnd(),
	);
}

function visible(text: string): number {
	return stripVTControlCharacters(text).length;
}
