/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import manifest from '../../../package.json';
import { ROOT } from '../../../scripts/docs/document';

/** Every page of the repository. */
const pages = execFileSync(
	'git',
	['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
	{
		cwd: ROOT,
		encoding: 'utf8',
	},
)
	.trim()
	.split('\n')
	.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

const FENCED = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** The page without its blocks of code. */
const prose = (text: string) => text.replace(FENCED, '').replace(/`[^`\n]*`/g, '');

/** As GitHub makes them: lower case, without punctuation, with hyphens for blanks. */
function anchorsOf(text: string): string[] {
	const seen = new Map<string, number>();
	return [...text.replace(FENCED, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) => {
		const anchor = title
			.replace(/`|\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replaceAll(' ', '-');
		const before = seen.get(anchor) ?? 0;
		seen.set(anchor, before + 1);
		return before === 0 ? anchor : `${anchor}-${before}`;
	});
}

function linksOf(text: string): string[] {
	return [...prose(text).matchAll(/\]\(([^)\s]+)\)|(?:src|href|srcset)="([^"]+)"/g)].map(
		([, markdown, html]) => markdown ?? html ?? '',
	);
}

describe.each(pages)('$path', ({ path, text }) => {
	const links = linksOf(text);

	it('leads to files and headings that are there', () => {
		const broken = links
			.filter((link) => !/^[a-z]+:/.test(link))
			.filter((link) => {
				const [file = '', anchor] = link.split('#');
				const target = file === '' ? join(ROOT, path) : join(ROOT, dirname(path), file);
				if (!existsSync(target) || relative(ROOT, target).startsWith('..')) return true;
				return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
			});
		expect(broken).toEqual([]);
	});

	it('leads elsewhere by HTTPS, and to nothing that is only here', () => {
		const elsewhere = links.filter((link) => /^[a-z]+:/.test(link));
		expect(elsewhere.filter((link) => !/^(https:\/\/[^/]+\.[a-z]+|mailto:)/.test(link))).toEqual(
			[],
		);
	});

	it('has blocks of code that are what they say', () => {
		const scripts = new Set(Object.keys(manifest.scripts));
		for (const [, language, code = ''] of text.matchAll(FENCED)) {
			if (language === 'json') expect(() => JSON.parse(code) as unknown).not.toThrow();
			if (language !== 'sh') continue;
			const run = [...code.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
			expect(run.filter((script) => !scripts.has(script))).toEqual([]);
		}
	});
});
