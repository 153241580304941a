/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { tableLines } from '../support/table';
import { ensureCompatHost, manifestFolder, removeCompatHost } from './hosts';
import { readOptions } from './options';
import { PROMISES } from './promises';
import {
	broken,
	failuresIn,
	type JestReport,
	merged,
	outcomesIn,
	type VersionResult,
} from './result';
import { compatTable, earlier } from './table';
import { VERSIONS, type CompatVersion } from './versions';

/**
 * Runs the end-to-end tests that show what the package promises on several versions of n8n:
 * `npm run test:compat [-- --versions 1.94.1,2.8.4]`. Each n8n is installed once, beside the pinned one: minutes and
 * 3 GB. With `--remove` they are removed. Writes docs/compat.json, of which `npm run docs` makes the README's table.
 *
 * Ends with 1 when a promise does not hold on a version from which on it is said to.
 */

const ROOT = join(__dirname, '../..');
const RESULTS = join(ROOT, 'docs/compat.json');

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function tryOn(version: CompatVersion): Promise<VersionResult> {
	const host = await ensureCompatHost(version, say);
	say(`\nn8n ${host.n8nVersion} on Node.js ${version.node}: ${version.why}`);
	const report = runTests(version);
	for (const failure of failuresIn(report)) say(`  ✗ ${failure}`);
	return { n8n: version.n8n, node: version.node, promises: outcomesIn(report) };
}

function runTests(version: CompatVersion): JestReport {
	const file = join(tmpdir(), `n8n-nodes-signed-webhooks-compat-${process.pid}.json`);
	const suites = [...new Set(PROMISES.map(({ suite }) => suite))].join('|');
	try {
		spawnSync(
			process.execPath,
			[
				...['node_modules/jest/bin/jest.js', '--selectProjects', 'e2e', '--runInBand'],
				...[
					'--forceExit',
					'--json',
					'--outputFile',
					file,
					'--testPathPatterns',
					`/e2e/(${suites})\\.test`,
				],
			],
			{
				cwd: ROOT,
				stdio: ['ignore', 'ignore', 'inherit'],
				env: { ...process.env, N8N_HOST_MANIFEST: manifestFolder(version) },
			},
		);
		if (!existsSync(file)) throw new Error(`No test could be run on n8n ${version.n8n}`);
		return JSON.parse(readFileSync(file, 'utf8')) as JestReport;
	} finally {
		rmSync(file, { force: true });
	}
}

async function main(): Promise<void> {
	const { versions, remove } = readOptions(process.argv.slice(2), VERSIONS);
	if (remove) {
		for (const version of versions) {
			const was = await removeCompatHost(version);
			say(`n8n ${version.n8n}: ${was ? 'removed' : 'was not here, or is the pinned one'}`);
		}
		return;
	}
	const results: VersionResult[] = [];
	for (const version of versions) {
		results.push(await tryOn(version));
		const before = JSON.parse(readFileSync(RESULTS, 'utf8')) as VersionResult[];
		writeFileSync(RESULTS, `${JSON.stringify(merged(before, results), null, '\t')}\n`);
	}
	say('');
	for (const line of tableLines(compatTable(results))) say(line);
	for (const line of earlier(results)) say(line);
	const problems = results.flatMap(broken);
	for (const problem of problems) say(`✗ ${problem}`);
	say('\nWritten to docs/compat.json. `npm run docs` puts it into the README.');
	process.exitCode = problems.length === 0 ? 0 : 1;
}

void main().catch((error: unknown) => {
	process.stderr.write(`${(error as Error).message}\n`);
	process.exitCode = 1;
});
