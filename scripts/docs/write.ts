/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { documents } from './documents';

/** `npm run docs`: everything but Markdown as prettier lays it out. */
async function write(): Promise<void> {
	for (const { path, text } of [...documents(), ...(await eventPages())]) {
		const options = { ...(await resolveConfig(path)), filepath: path };
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, path.endsWith('.md') ? text : await format(text, options));
	}
}

/** n8n-core, which the triggers run in, keeps settings in a folder of its own; this leaves none behind. */
async function eventPages() {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-signed-webhooks-'));
	process.env.N8N_USER_FOLDER = folder;
	process.env.N8N_LOG_LEVEL = 'silent';
	try {
		const events = await import('./events');
		return await events.eventPages();
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

void write();
