/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What an n8n has to be told so that {@link changedPrototypes} can ask it. */
export const watchingPrototypes = {
	NODE_OPTIONS: `--require ${join(__dirname, 'preloaded.cjs')}`,
};

/**
 * The properties of built-in prototypes that changed in the process of an n8n, told by its user folder, since it was
 * last asked, or since it started.
 */
export async function changedPrototypes(folder: string): Promise<string[]> {
	const answer = await fetch(
		`http://127.0.0.1:${await readFile(join(folder, 'prototypes.port'), 'utf8')}/`,
	);
	return (await answer.text()).split('\n').filter((name) => name !== '');
}
