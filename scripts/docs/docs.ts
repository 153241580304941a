/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';

import type { Document } from './document';
import { senderPages } from './senders';

/** Every file that is made from the code. */
export function documents(): Document[] {
	return [...senderPages()];
}

/** As it has to stand in the repository, where prettier lays out all but Markdown. */
async function laidOut({ path, text }: Document): Promise<string> {
	if (path.endsWith('.md')) return text;
	return await format(text, { ...(await resolveConfig(path)), filepath: path });
}

/** `npm run docs` */
async function write(): Promise<void> {
	for (const document of documents()) {
		mkdirSync(dirname(document.path), { recursive: true });
		writeFileSync(document.path, await laidOut(document));
	}
}

if (require.main === module) void write();
