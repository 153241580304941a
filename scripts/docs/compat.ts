/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { VersionResult } from '../../test/compat/result';
import { compatTable } from '../../test/compat/table';
import { type Document, ROOT, table } from './document';

const BEGIN = '<!-- From docs/compat.json, by npm run docs -->';
const END = '<!-- The end of it -->';

/** Without a run there is nothing to show: what is promised is no result. */
const NOTHING = 'It has not run with this version of the package yet.';

/** The README, whose table of versions says what `npm run test:compat` saw. */
export function readme(): Document {
	const path = join(ROOT, 'README.md');
	const text = readFileSync(path, 'utf8');
	const results = JSON.parse(
		readFileSync(join(ROOT, 'docs/compat.json'), 'utf8'),
	) as VersionResult[];
	const [head = [], ...rows] = compatTable(results);
	const content = results.length === 0 ? NOTHING : table(head, rows).join('\n');
	return { path, text: between(text, content) };
}

function between(text: string, content: string): string {
	const [before, rest] = text.split(BEGIN);
	const after = rest?.split(END)[1];
	if (before === undefined || after === undefined) {
		throw new Error(`README.md lacks the lines ${BEGIN} and ${END}`);
	}
	return `${before}${BEGIN}\n\n${content}\n\n${END}${after}`;
}
