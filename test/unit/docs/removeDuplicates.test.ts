/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { exampleNames, loadExample } from '../../support/examples';

const ROOT = join(__dirname, '..', '..', '..');

/** What users read: pages, forms, and what examples say. */
const FOLDERS = ['docs', 'examples', 'nodes', 'credentials'];
const PAGES = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'];

/** How a sentence reads that warns of the node. */
const WARNING =
	/would not do|is no guard|do not combine|may keep other values|loses events|let through/i;

function texts(): Array<{ path: string; text: string }> {
	const inFolders = FOLDERS.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
			join(folder, file),
		),
	);
	const paths = [...PAGES, ...inFolders.filter((path) => /\.(md|json|ts)$/.test(path))];
	return paths.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** The sentences of a text, over line breaks, without marks of emphasis. */
function sentences(text: string): string[] {
	return text
		.replaceAll(/[*`]/g, '')
		.replaceAll(/\\n|\s+/g, ' ')
		.split(/(?<=[.:;!?|])\s/);
}

it('no example has the node Remove Duplicates', () => {
	const types = exampleNames().flatMap((name) => loadExample(name).nodes.map(({ type }) => type));

	expect(types.filter((type) => /removeDuplicates/i.test(type))).toEqual([]);
});

it('no text recommends Remove Duplicates: whoever names it, warns of it', () => {
	const found = texts().flatMap(({ path, text }) =>
		sentences(text)
			.filter((sentence) => /remove\s?duplicates/i.test(sentence) && !WARNING.test(sentence))
			.map((sentence) => `${path}: ${sentence}`),
	);

	expect(found).toEqual([]);
});
