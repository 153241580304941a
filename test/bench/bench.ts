/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { buildAndPack } from '../support/pack';
import { makeTempFolder, removeFolder } from '../support/userFolder';
import { type Condition, CONDITIONS } from './conditions';
import { TARBALL } from './inN8n';
import { updatePage } from './page';
import { isQuick, print, type Row } from './result';

/**
 * Measures what the command line names, or all, and writes docs/BENCHMARKS.md; what is not measured stays there as it
 * was. With `--quick`: only what needs no n8n, in few rounds, a missed goal a second time, and nothing is written.
 * The exit code is 1 when a goal is missed.
 */
async function main(): Promise<void> {
	const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
	const unknown = named.find((name) => !(name in CONDITIONS));
	if (unknown !== undefined) {
		print(`Unknown: ${unknown}. Choose of ${Object.keys(CONDITIONS).join(', ')}.`);
		process.exitCode = 2;
		return;
	}
	const chosen = Object.entries(CONDITIONS).filter(([name, { inN8n }]) =>
		named.length > 0 ? named.includes(name) : !(isQuick && inN8n),
	);

	const folder = await makeTempFolder();
	try {
		// The quick run is part of a longer one, which has built the package.
		const isBuilt = isQuick && existsSync(join(__dirname, '../../dist/nodes'));
		const isWanted = !isBuilt && chosen.some(([, { needsBuild }]) => needsBuild);
		const env: Record<string, string> = isWanted
			? { [TARBALL]: (await buildAndPack(folder)).tarball }
			: {};
		for (const [name, condition] of chosen) {
			let { rows, isGood } = await run(name, condition, env);
			if (!isGood && isQuick) {
				print('A goal is missed. Once more:');
				({ rows, isGood } = await run(name, condition, env));
			}
			if (!isGood) process.exitCode = 1;
			if (!isQuick && rows.length > 0) updatePage(name, rows);
		}
	} finally {
		await removeFolder(folder);
	}
}

/** Measures in a process of its own. */
async function run(
	name: string,
	{ file, args = [] }: Condition,
	env: Record<string, string>,
): Promise<{ rows: readonly Row[]; isGood: boolean }> {
	print(`\n== ${name}`);
	const child = fork(join(__dirname, file), [...args, ...(isQuick ? ['--quick'] : [])], {
		execArgv: ['--import', 'tsx'],
		env: { ...process.env, ...env },
	});
	let rows: readonly Row[] = [];
	child.on('message', (message: Row[]) => (rows = message));
	const [code] = (await once(child, 'exit')) as [number | null];
	return { rows, isGood: code === 0 };
}

void main();
