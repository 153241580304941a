/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { format, resolveConfig } from 'prettier';

import { compareAll, type Result } from './compare';
import { type Fact, FACTS, loadFacts } from './fact';
import { EXIT, exitCodeOf, reportOf } from './report';
import { senderFacts } from './senderFacts';
import { Sources } from './source';

/** `npm run test:drift`: what test/drift/README.md says. */

const SENDERS_FILE = 'senders.json';

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { update: { type: 'boolean' }, report: { type: 'string' } },
	});
	const all = loadFacts();
	all.set(SENDERS_FILE, senderFacts(all.get(SENDERS_FILE) ?? []));
	const chosen = [...all].filter(
		([file]) => positionals.length === 0 || positionals.includes(file.replace('.json', '')),
	);
	if (chosen.length === 0) {
		process.stderr.write(`No such facts. There are: ${[...all.keys()].join(', ')}\n`);
		process.exitCode = EXIT.wrongUse;
		return;
	}
	const results = await compareAll(
		chosen.flatMap(([, facts]) => facts),
		new Sources(fetch),
	);
	const report = reportOf(results);
	process.stdout.write(report);
	if (values.report !== undefined) writeFileSync(values.report, report);
	if (values.update)
		await Promise.all(chosen.map(async ([file]) => await write(file, all, results)));
	process.exitCode = values.update ? EXIT.noDrift : exitCodeOf(results);
}

async function write(
	file: string,
	all: ReadonlyMap<string, readonly Fact[]>,
	results: readonly Result[],
): Promise<void> {
	const on = new Date().toISOString().slice(0, 10);
	const facts = (all.get(file) ?? []).map((fact) => {
		const { now, state } = results.find((result) => result.fact.id === fact.id) ?? {};
		return now === undefined || state === 'same' ? fact : { ...fact, found: now, on };
	});
	const path = join(FACTS, file);
	const layout = await resolveConfig(path);
	writeFileSync(path, await format(JSON.stringify(facts), { ...layout, parser: 'json' }));
}

void main();
