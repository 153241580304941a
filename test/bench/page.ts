/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { CONDITIONS } from './conditions';
import { isReached, type Row, seen, wanted } from './result';

const ROOT = join(__dirname, '../..');
const PAGE = join(ROOT, 'docs/BENCHMARKS.md');

const HEAD = `# Benchmarks

Written by \`npm run bench\`, which measures all of it in about a quarter of an hour; \`npm run bench -- verify\` measures
one part and writes that part anew. Times differ from machine to machine and from minute to minute, so what counts are
ratios and counts: all sides of a ratio are measured in turn in one run, and the figure is the median of the rounds, with
the least and the most behind it. A goal that is missed fails the command. \`npm run bench -- --quick\` measures what needs
no n8n in few rounds, is part of \`npm test\`, and fails when a figure is worse than its goal by more than a third.
`;

/** Writes the rows of a condition into the page; what stands there of others stays. */
export function updatePage(name: string, rows: readonly Row[]): void {
	const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
	writeFileSync(PAGE, withSection(page, name, section(name, rows, machine(name))));
}

/** The page with a condition's section in its place. */
export function withSection(page: string, name: string, text: string): string {
	const sections = sectionsOf(page).set(titleOf(name), text);
	const inOrder = Object.keys(CONDITIONS).map((each) => sections.get(titleOf(each)));
	return [HEAD, ...inOrder.filter((each) => each !== undefined)].join('\n');
}

function titleOf(name: string): string {
	return CONDITIONS[name]?.title ?? name;
}

/** By title. */
function sectionsOf(page: string): Map<string, string> {
	const [, ...sections] = page.split(/^(?=## )/m);
	return new Map(
		sections.map((text) => [/^## (.*)$/m.exec(text)?.[1] ?? '', `${text.trimEnd()}\n`]),
	);
}

/** A condition as the page shows it. */
export function section(name: string, rows: readonly Row[], measuredOn: string): string {
	const reasons = new Set(rows.flatMap(({ goal }) => goal?.outOfReach ?? []));
	const table = [
		'| what | wanted | median (least to most) | |',
		'| --- | --- | --- | --- |',
		...rows.map((row) => `| ${row.what} | ${wanted(row)} | ${seen(row)} | ${verdict(row)} |`),
	];
	const parts = [
		`## ${titleOf(name)}`,
		CONDITIONS[name]?.about ?? '',
		table.join('\n'),
		...reasons,
		`\`npm run bench -- ${name}\`, ${measuredOn}.`,
	];
	return `${parts.join('\n\n')}\n`;
}

function verdict(row: Row): string {
	if (!row.goal) return '';
	if (isReached(row)) return 'reached';
	return row.goal.outOfReach === undefined ? 'missed' : 'out of reach';
}

function machine(name: string): string {
	const memory = Math.round(totalmem() / 2 ** 30);
	const kind = `${cpus().length} cores and ${memory} GB of memory shared with others, ${process.platform} on ${arch()}`;
	const { dependencies } = JSON.parse(
		readFileSync(join(ROOT, 'test/host/package.json'), 'utf8'),
	) as { dependencies: { n8n: string } };
	const isInN8n = CONDITIONS[name]?.inN8n === true;
	return `${isInN8n ? `n8n ${dependencies.n8n}` : `Node.js ${process.version}`}, ${kind}`;
}
