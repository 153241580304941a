/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../scripts/docs/document';

/** A page of Markdown of the repository. */
export interface Page {
	/** From the project's folder on. */
	readonly path: string;
	readonly text: string;
}

/** Something that a reader could run, and where it stands. */
export interface Code {
	/** `README.md:53`, for messages. */
	readonly at: string;
	readonly page: string;
	/** What stands behind the fence's opening; empty where nothing does. */
	readonly language: string;
	readonly code: string;
}

const FENCED = /^```([^\n]*)\n([^]*?)^```$/gm;

/** A line may end in it, a paragraph may not. */
const INLINE = /`((?:[^`\n]|\n(?!\n))+)`/g;

/** The programs that a page may tell its reader to start. */
const PROGRAM =
	/^(npm|npx|node|n8n|docker|git|curl|openssl|bash|sh|python3?|apt-get|export|cd|mkdir) (?!:)/;

/** Every page of the repository that git knows or would take. */
export function allPages(): Page[] {
	const listed = execFileSync(
		'git',
		['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
		{ cwd: ROOT, encoding: 'utf8' },
	);
	return listed
		.trim()
		.split('\n')
		.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** The blocks of code between fences. */
export function blocksOf({ path, text }: Page): Code[] {
	return [...text.matchAll(FENCED)].map(({ index, 1: language = '', 2: code = '' }) => ({
		at: `${path}:${lineOf(text, index)}`,
		page: path,
		language: language.trim(),
		code,
	}));
}

/**
 * The first block of a language that a page shows.
 *
 * @param path from the project's folder on
 * @throws Error when it shows none
 */
export function snippetOf(
	path: string,
	language: string,
	text = readFileSync(join(ROOT, path), 'utf8'),
): string {
	const block = blocksOf({ path, text }).find((each) => each.language === language);
	if (!block) throw new Error(`${path} shows no ${language} configuration`);
	return block.code;
}

/** What stands between backticks and starts a program: `npm test`. */
export function commandsOf({ path, text }: Page): Code[] {
	return [...blanked(text).matchAll(INLINE)]
		.filter(([, code = '']) => PROGRAM.test(code))
		.map(({ index, 1: code = '' }) => ({
			at: `${path}:${lineOf(text, index)}`,
			page: path,
			language: 'sh',
			code: code.replace(/\s+/g, ' '),
		}));
}

/** The addresses of a page's links and pictures. */
export function linksOf({ text }: Page): string[] {
	const prose = blanked(text).replace(INLINE, '');
	return [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|href|srcset)="([^"]+)"/g)].map(
		([, markdown, html]) => markdown ?? html ?? '',
	);
}

/** Where a page's headings are found, as GitHub makes them: lower case, no punctuation, hyphens for blanks. */
export function anchorsOf(text: string): string[] {
	const seen = new Map<string, number>();
	return [...blanked(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) => {
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

/** The text with its blocks of code blank, so that places stay what they are. */
function blanked(text: string): string {
	return text.replace(FENCED, (block) => block.replace(/[^\n]/g, ' '));
}

function lineOf(text: string, index: number): number {
	return text.slice(0, index).split('\n').length;
}
