/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import manifest from '../../../package.json';
import { notesOf } from '../../../scripts/release/plan';
import { blocksOf } from '../../support/pages';

const ROOT = join(__dirname, '../../..');

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const contributing = read('CONTRIBUTING.md');

const decisions = readdirSync(join(ROOT, 'docs/decisions')).map((name) => `docs/decisions/${name}`);

const pages = ['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...decisions];

/** A source without its first line where that speaks to the linter. */
const sourceOf = (path: string) => read(path).replace(/^\/\* eslint-disable.*\n/, '');

/** What stands between fences of a language. */
const blocks = (language: string) =>
	blocksOf({ path: 'CONTRIBUTING.md', text: contributing })
		.filter((block) => block.language === language)
		.map(({ code }) => code);

describe.each(pages)('%s', (page) => {
	const text = read(page);

	test('names files that there are', () => {
		const paths = [...text.matchAll(/`((?:nodes|test|scripts|docs|\.github)\/[^`<\s]*)`/g)];
		for (const [, path = ''] of paths) {
			expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
		}
	});
});

test('every command is told', () => {
	const told = [...contributing.matchAll(/npm (?:run )?([\w:-]+)/g)].map(([, script]) => script);
	const own = Object.keys(manifest.scripts).filter((script) => !/^pre|:check$/.test(script));
	expect(told).toEqual(expect.arrayContaining(own));
});

test('the picture has every room and no other', () => {
	const [picture = ''] = blocks('mermaid');
	const drawn = [...picture.matchAll(/(\w+)\["(\w+):/g)].map(([, room]) => room);
	const rooms = readdirSync(join(ROOT, 'nodes/shared'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	expect([...drawn].sort()).toEqual(rooms.sort());
});

test('the vendor, the sender and the operation that it shows are those that run', () => {
	const [vendor, sender = '', operation] = blocks('ts');
	const acme = sourceOf('test/acme/AcmeTrigger.node.ts');
	const indented = sender.trimEnd().replaceAll(/^/gm, '\t');

	expect(vendor).toBe(acme);
	expect(acme.split('\n').length).toBeLessThanOrEqual(80);
	expect(read('nodes/SignedWebhook/senders/work.ts')).toContain(indented);
	expect(operation).toBe(read('nodes/Missive/resources/hook/delete.ts'));
});

test('every decision is in the list of decisions', () => {
	const list = read('docs/decisions/README.md');
	for (const page of decisions.filter((each) => !each.endsWith('README.md'))) {
		expect(list).toContain(`](${page.slice('docs/decisions/'.length)})`);
		expect([...read(page).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
			'Context',
			'Decision',
			'Consequences',
		]);
	}
});

test('the changelog has its form, and the versions the newest first', () => {
	const changelog = read('CHANGELOG.md');
	const headings = [...changelog.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
	const kinds = [...changelog.matchAll(/^### (.*)$/gm)].map(([, kind = '']) => kind);

	expect(headings[0]).toBe('[Unreleased]');
	for (const heading of headings.slice(1)) {
		expect(heading).toMatch(/^\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/);
	}
	const known = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
	for (const kind of kinds) expect(known).toContain(kind);
	expect(headings.length > 1 || notesOf(changelog) !== '').toBe(true);
});
