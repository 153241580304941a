/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { styleText } from 'node:util';
import { tableLines } from '../support/table';

type Style = Parameters<typeof styleText>[0];

/** Prints what happens, as it happens, and remembers what went wrong. */
export class Report {
	readonly failures: string[] = [];
	private readonly startedMs = Date.now();

	/** Begins a part of the demo. */
	section(title: string): void {
		this.print(`\n${paint('bold', title)}`);
	}

	/** Tells something that needs no check. */
	note(text: string): void {
		this.print(`  ${paint('gray', '·')} ${text}`);
	}

	/** Tells that something is as it should be, or remembers that it is not. Returns `ok`. */
	check(ok: boolean, text: string, problem = ''): boolean {
		if (ok) {
			this.print(`  ${paint('green', '✓')} ${text}`);
		} else {
			this.fail(problem ? `${text}: ${problem}` : text);
		}
		return ok;
	}

	/** Remembers a failure. */
	fail(text: string): void {
		this.failures.push(text);
		this.print(`  ${paint('red', '✗')} ${text}`);
	}

	/** Prints rows below a header, each column as wide as it needs. */
	table(header: string[], rows: Array<Array<{ text: string; ok: boolean }>>): void {
		const lines = rows.map((row) =>
			row.map(({ text, ok }) => (ok ? text : paint('red', `✗ ${text}`))),
		);
		this.print('');
		for (const line of tableLines([header.map((title) => paint('bold', title)), ...lines])) {
			this.print(`  ${line}`);
		}
	}

	/** Seconds since the start, for the last line. */
	get elapsedSeconds(): number {
		return Math.round((Date.now() - this.startedMs) / 1000);
	}

	print(line: string): void {
		process.stdout.write(`${line}\n`);
	}
}

function paint(style: Style, text: string): string {
	const plain = !process.stdout.isTTY || process.env.NO_COLOR !== undefined;
	return plain ? text : styleText(style, text);
}
