/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { median } from './rounds';

/** What a figure has to reach. */
export interface Goal {
	readonly atMost?: number;
	readonly atLeast?: number;
	/** Why it is not reached on any machine. Then the figure is published beside the goal, and fails nothing. */
	readonly outOfReach?: string;
}

/** Something that was measured. */
export interface Row {
	readonly what: string;
	/** By round; all of one run. */
	readonly figures: readonly number[];
	/** Behind the figure: `×`, `µs`, `MB`. */
	readonly unit: string;
	/** Absent: the figure is only shown. */
	readonly goal?: Goal;
}

/** How much worse than its goal a figure may be in the quick run, where rounds are few: a third. */
const LENIENCE = 4 / 3;

/** Whether a figure reaches its goal; in the quick run, whether it comes near it. */
export function isReached({ figures, goal = {} }: Row, isLenient = false): boolean {
	const leeway = isLenient ? LENIENCE : 1;
	const seen = median(figures);
	return (
		!Number.isNaN(seen) &&
		seen <= (goal.atMost ?? Infinity) * leeway &&
		seen >= (goal.atLeast ?? -Infinity) / leeway
	);
}

/** The goal in words. */
export function wanted({ goal = {}, unit }: Row): string {
	if (goal.atMost !== undefined) return `≤ ${goal.atMost} ${unit}`.trim();
	if (goal.atLeast !== undefined) return `≥ ${goal.atLeast} ${unit}`.trim();
	return '';
}

/** The median, and how far the figures lie apart. */
export function seen({ figures, unit }: Row): string {
	if (figures.length === 1) return `${short(median(figures))} ${unit}`.trim();
	const [least, most] = [Math.min(...figures), Math.max(...figures)];
	return `${short(median(figures))} ${unit}`.trim() + ` (${short(least)} to ${short(most)})`;
}

function short(figure: number): string {
	if (Number.isInteger(figure)) return String(figure);
	return figure.toFixed(Math.abs(figure) >= 100 ? 0 : Math.abs(figure) >= 10 ? 1 : 2);
}

/** By round, the one divided by the other. */
export function ratios(own: readonly number[] = [], other: readonly number[] = []): number[] {
	return own.map((figure, index) => figure / (other[index] ?? NaN));
}

/** Whether the command was told to be quick. */
export const isQuick = process.argv.includes('--quick');

/**
 * Measures, shows the rows, and hands them to the command that started this process. The exit code is 1 where a goal is
 * missed.
 */
export async function condition(measure: () => Promise<readonly Row[]>): Promise<void> {
	const rows = await measure();
	for (const row of rows) {
		const goal = wanted(row);
		print(`${row.what}: ${seen(row)}${goal && `, wanted ${goal}`}`);
	}
	process.send?.(rows);
	const fails = (row: Row) => row.goal?.outOfReach === undefined && !isReached(row, isQuick);
	if (rows.some(fails)) process.exitCode = 1;
}

export function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
