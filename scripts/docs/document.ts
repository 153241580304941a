/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { join } from 'node:path';

/** The folder of the project. */
export const ROOT = join(__dirname, '../..');

/** A file that is made from the code, before prettier has laid it out. */
export interface Document {
	readonly path: string;
	readonly text: string;
}

/** A Markdown table. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string[] {
	const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function inCell(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
