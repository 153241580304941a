/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { documents } from './documents';

/** `npm run docs`: everything but Markdown as prettier lays it out. */
async function write(): Promise<void> {
	for (const { path, text } of documents()) {
		const options = { ...(await resolveConfig(path)), filepath: path };
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, path.endsWith('.md') ? text : await format(text, options));
	}
}

void write();
