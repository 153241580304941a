/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';

import { format, resolveConfig } from 'prettier';

import { pinnedHost } from '../support/host';
import { compareAll, type Result } from './compare';
import { type Fact, FACTS, loadFacts } from './fact';
import { InstalledSources } from './installed';
import { linkFacts } from './links';
import { EXIT, exitCodeOf, reportOf } from './report';
import { senderFacts } from './senderFacts';
import { Sources } from './source';

/** `npm run test:drift`: what test/drift/README.md says. */

const SENDERS_FILE = 'senders.json';

/** Made of the pages and forms as they are; nothing of it is written down. */
const LINKS = 'links';

/** With `--installed`: the n8n of the end-to-end tests, and what the package is built with. */
const INSTALLED = [join(pinnedHost().dir, 'node_modules'), join(__dirname, '../../node_modules')];

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			update: { type: 'boolean' },
			installed: { type: 'boolean' },
			report: { type: 'string' },
		},
	});
	const known = loadFacts();
	known.set(SENDERS_FILE, senderFacts(known.get(SENDERS_FILE) ?? []));
	known.set(LINKS, linkFacts());
	const chosen = [...known].filter(
		([file]) => positionals.length === 0 || positionals.includes(file.replace('.json', '')),
	);
	if (chosen.length === 0) {
		process.stderr.write(`No such facts. There are: ${[...known.keys()].join(', ')}\n`);
		process.exitCode = EXIT.wrongUse;
		return;
	}
	const sources = values.installed ? new InstalledSources(INSTALLED) : new Sources(fetch);
	const all = await compareAll(
		chosen.flatMap(([, facts]) => facts),
		sources,
	);
	const results = new Map(
		chosen.map(([file, facts]) => [file, all.filter(({ fact }) => facts.includes(fact))]),
	);
	const report = reportOf(results);
	process.stdout.write(report);
	if (values.report !== undefined) writeFileSync(values.report, report);
	if (values.update) {
		for (const [file, its] of results) if (file !== LINKS) await write(file, its);
	}
	process.exitCode = values.update ? EXIT.noDrift : exitCodeOf(results);
}

async function write(file: string, results: readonly Result[]): Promise<void> {
	const on = new Date().toISOString().slice(0, 10);
	const facts = results.map(({ fact, now }): Fact => {
		const isNews = fact.on === undefined || !isDeepStrictEqual(now, fact.found);
		if (now === undefined || !isNews) return fact;
		const { id, why, source, extract } = fact;
		return { id, why, source, extract, found: now, on };
	});
	const path = join(FACTS, file);
	const layout = await resolveConfig(path);
	writeFileSync(path, await format(JSON.stringify(facts), { ...layout, parser: 'json' }));
}

void main();
