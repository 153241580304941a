/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

import manifest from '../../../package.json';
import { ROOT } from '../../../scripts/docs/document';
import { fileOf, FOLDER, formsWhenTaken, hashOf } from '../../ui/screenshots/forms';
import { IMAGES, MAX_BYTES } from '../../ui/screenshots/images';

/** npm shows the README, and finds what `<source>` names only by a whole address. */
const REPOSITORY = manifest.homepage.replace(/#.*$/, '');
const RAW = `${REPOSITORY.replace('https://github.com/', 'https://raw.githubusercontent.com/')}/main/`;

const PICTURE =
	/<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="([^"]+)"\s*\/?>\s*<img (?:width="\d+" )?alt="([^"]+)" src="([^"]+)"\s*\/?>\s*<\/picture>/g;

const names = Object.keys(IMAGES);

/** The pages of the repository. */
const pages = execFileSync(
	'git',
	['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
	{ cwd: ROOT, encoding: 'utf8' },
)
	.trim()
	.split('\n')
	.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

/** The file of the repository that a page means. */
function fileMeant(page: string, link: string): string {
	if (link.startsWith(RAW)) return link.slice(RAW.length);
	return normalize(join(dirname(page), link));
}

/** Each picture of a page, with its files as the repository has them. */
function picturesOf({ path, text }: { path: string; text: string }) {
	return [...text.matchAll(PICTURE)].map(([, dark = '', alt = '', light = '']) => ({
		...{ path, alt },
		dark: fileMeant(path, dark),
		light: fileMeant(path, light),
		...{ darkLink: dark, lightLink: light },
	}));
}

const pictures = pages.flatMap(picturesOf);

test.each(names)('%s was taken of the form as it is now', (name) => {
	const taken = formsWhenTaken()[name];

	if (taken !== hashOf(IMAGES[name] ?? {})) {
		throw new Error(
			`docs/images/${fileOf(name, 'light')} is older than what it shows. Take it again: npm run screenshots -- ${name}`,
		);
	}
});

test('what is filled in, and the fields that it brings, tell forms apart', () => {
	const hashes = [
		{},
		{ retries: 'none' },
		{ retries: 'custom' },
		{ url: 'https://example.com' },
	].map((filledIn) => hashOf({ forms: { signedWebhook: filledIn } }));

	expect(new Set(hashes).size).toBe(hashes.length);
	expect(hashOf({ forms: { signedWebhook: { retries: 'exponential' } } })).toBe(hashes[0]);
});

test.each(names)('%s is there in both themes, and small', (name) => {
	for (const theme of ['light', 'dark'] as const) {
		expect(statSync(join(FOLDER, fileOf(name, theme))).size).toBeLessThan(MAX_BYTES);
	}
});

test.each(names)('%s is shown somewhere', (name) => {
	const shown = pictures.map(({ light }) => relative('docs/images', light));

	expect(shown).toContain(fileOf(name, 'light'));
});

test('the folder has these images and no others', () => {
	const files = names.flatMap((name) => [fileOf(name, 'dark'), fileOf(name, 'light')]);

	expect(readdirSync(FOLDER).sort()).toEqual([...files, 'forms.json'].sort());
	expect(Object.keys(formsWhenTaken()).sort()).toEqual([...names].sort());
});

test('every picture has the same image twice, and says what is on it', () => {
	for (const { path, alt, dark, light } of pictures) {
		expect({ path, dark }).toEqual({ path, dark: light.replace('.light.', '.dark.') });
		expect(alt.length).toBeGreaterThan(20);
	}
});

test('the README has pictures that npm shows, too', () => {
	const shown = pictures.filter(({ path }) => path === 'README.md');

	expect(shown).not.toEqual([]);
	for (const { darkLink, lightLink } of shown) {
		expect(darkLink).toMatch(RAW);
		expect(lightLink).toMatch(/^docs\/images\//);
	}
});

test('nothing is shown but by a picture with both themes', () => {
	for (const { path, text } of pages) {
		const rest = text.replace(PICTURE, '');
		expect({ path, bare: /docs\/images\/|images\/[\w-]+\.webp/.test(rest) }).toEqual({
			path,
			bare: false,
		});
	}
});

test('the package carries no images', () => {
	expect(manifest.files).toEqual(['dist', 'THIRD_PARTY_LICENSES.md']);
});
