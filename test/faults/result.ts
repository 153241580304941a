import { tableLines } from '../support/table';

/** What a part of the run found. */
export interface PartResult {
	readonly title: string;
	/** Names of the columns, the first that of the row's own name. */
	readonly header: readonly string[];
	readonly rows: ReadonlyArray<readonly string[]>;
	/** What is not as it has to be, one line each. The run fails when there is any. */
	readonly misses: readonly string[];
	/** What is worth knowing and no fault of the package. */
	readonly notes?: readonly string[];
}

/** Counts by name. */
export class Counts {
	private readonly counts = new Map<string, number>();

	add(name: string, count = 1): void {
		this.counts.set(name, this.of(name) + count);
	}

	of(name: string): number {
		return this.counts.get(name) ?? 0;
	}

	addAll(others: Counts): void {
		for (const [name, count] of others.counts) this.add(name, count);
	}
}

/** A part's result as text: the table, then what was missed. */
export function resultText({ title, header, rows, misses, notes = [] }: PartResult): string {
	const lines = [
		title,
		...tableLines([[...header], ...rows.map((row) => [...row])]).map((line) => `  ${line}`),
		...notes.map((note) => `  · ${note}`),
		...(misses.length > 0 ? [`  ${misses.length} missed:`] : []),
		...counted(misses).map((miss) => `  ✗ ${miss}`),
	];
	return lines.join('\n');
}

/** Equal lines become one, with their number. */
function counted(lines: readonly string[]): string[] {
	const counts = new Map<string, number>();
	for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
	return [...counts].map(([line, count]) => (count > 1 ? `${line} (${count} times)` : line));
}
