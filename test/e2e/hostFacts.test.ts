/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { compareAll } from '../drift/compare';
import { loadFacts } from '../drift/fact';
import { InstalledSources } from '../drift/installed';
import { pinnedHost } from '../support/host';
import { allPages } from '../support/pages';

const MODULES = join(pinnedHost().dir, 'node_modules');

test('what the package relies on is as written down in the n8n that these tests run on', async () => {
	const facts = loadFacts().get('n8n.json') ?? [];
	const ofN8n = facts.filter(({ source }) => 'npm' in source && !source.npm.includes('eslint'));
	const results = await compareAll(ofN8n, new InstalledSources([MODULES]));
	const others = results.filter(({ state }) => state !== 'as written down');

	expect(ofN8n.length).toBeGreaterThanOrEqual(15);
	expect(others.map(({ fact, says }) => [fact.id, says])).toEqual([]);
});

/** Where n8n says which variables of the environment it knows. */
const SOURCES = ['n8n/dist', '@n8n/config/dist', 'n8n-core/dist', '@n8n/expression-runtime/dist'];

/** The variables that a page tells its reader to set in n8n. */
const VARIABLE = /\b(N8N_[A-Z0-9_]+|WEBHOOK_URL)\b/g;

test('every variable that a page names is one that n8n knows', () => {
	const named = new Set(allPages().flatMap(({ text }) => text.match(VARIABLE) ?? []));
	const unknown = new Set(named);
	for (const path of SOURCES.flatMap(scriptsIn)) {
		const text = readFileSync(path, 'utf8');
		for (const name of unknown) if (text.includes(name)) unknown.delete(name);
		if (unknown.size === 0) break;
	}

	expect(named).toContain('WEBHOOK_URL');
	expect([...unknown]).toEqual([]);
});

function scriptsIn(folder: string): string[] {
	const path = join(MODULES, folder);
	return readdirSync(path, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.js') && !name.includes('editor-ui'))
		.map((name) => join(path, name));
}
