/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import manifest from '../../../package.json';
import { ROOT } from '../../../scripts/docs/document';
import { externalLinks, linkFacts } from '../../drift/links';
import { allPages, anchorsOf, linksOf } from '../../support/pages';

describe.each(allPages())('$path', (page) => {
	it('leads to files and headings that are there', () => {
		const broken = linksOf(page)
			.filter((link) => !/^[a-z]+:/.test(link))
			.filter((link) => !isThere(link, page.path));
		expect(broken).toEqual([]);
	});

	it('leads elsewhere by HTTPS, and to nothing that is only here', () => {
		const elsewhere = linksOf(page).filter((link) => /^[a-z]+:/.test(link));
		expect(elsewhere.filter((link) => !/^(https:\/\/[^/]+\.[a-z]+|mailto:)/.test(link))).toEqual(
			[],
		);
	});
});

/** Whether a link of a page leads to a file of the repository, and to a heading of it if it names one. */
function isThere(link: string, page: string): boolean {
	const [file = '', anchor] = link.split('#');
	const target = file === '' ? join(ROOT, page) : join(ROOT, dirname(page), file);
	if (!existsSync(target) || relative(ROOT, target).startsWith('..')) return false;
	return anchor === undefined || anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
}

/** Which of them answer is looked at by `npm run test:drift -- links`. */
describe('links that leave the repository', () => {
	const links = externalLinks();
	const ours = manifest.homepage.replace(/#.*$/, '');

	it('are those of pages, of package.json, and of what n8n shows', () => {
		const from = new Set(links.flatMap((link) => link.from));
		expect([...from]).toEqual(
			expect.arrayContaining([
				'SECURITY.md',
				'docs/senders.md',
				'package.json',
				'nodes/Missive/Missive.node.json',
				'missiveApi',
			]),
		);
	});

	it('are HTTPS, of public hosts, and of none that packages are loaded from', () => {
		for (const { url, from } of links) {
			const { protocol, hostname, username } = new URL(url);
			expect([from, protocol, username]).toEqual([from, 'https:', '']);
			expect(hostname).toMatch(/^([a-z0-9-]+\.)+[a-z]{2,}$/);
			expect(hostname).not.toMatch(/^(registry|proxy|index)\.|localhost|\.(local|internal)$/);
		}
	});

	it('are spelled in one way each', () => {
		const spellings = new Map<string, Set<string>>();
		for (const { url } of links) {
			const [written = ''] = url.split('#');
			const plain = written
				.toLowerCase()
				.replace(/\/$|\.git$/, '')
				.replace('://www.', '://');
			spellings.set(plain, (spellings.get(plain) ?? new Set()).add(written));
		}
		spellings.delete(ours.toLowerCase());
		expect([...spellings.values()].filter((each) => each.size > 1)).toEqual([]);
	});

	it('of this project lead to files and headings that are there', () => {
		const own = links.filter(({ url }) => url.startsWith(`${ours}#`) || url.startsWith(`${ours}/`));
		expect(own.length).toBeGreaterThan(10);
		for (const { url } of own) {
			const link = url.slice(ours.length).replace('/blob/main/', '').replace('#readme', '');
			expect([url, isThere(link, 'README.md')]).toEqual([url, true]);
		}
	});

	it('are asked for once each', () => {
		const ids = linkFacts().map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBeGreaterThan(100);
	});
});
