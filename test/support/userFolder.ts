/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Host, preparedFolder } from './host';
import { withLock } from './hostLock';

const PREFIX = 'n8n-signed-webhooks-';

/** Makes an empty temporary folder, for N8N_USER_FOLDER or anything else. */
export async function makeTempFolder(): Promise<string> {
	return await mkdtemp(join(tmpdir(), PREFIX));
}

/** Removes a folder; n8n's last files may still be on their way. */
export async function removeFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/**
 * A user folder whose database n8n has already set up and which has an owner, copied from one that is kept beside the
 * host. `prepare` makes that one the first time: it starts n8n in the folder it is given, and stops it again.
 */
export async function copyPreparedFolder(
	host: Host,
	prepare: (folder: string) => Promise<void>,
): Promise<string> {
	const template = preparedFolder(host);
	if (!existsSync(template)) {
		await withLock(
			`${template}.lock`,
			() => undefined,
			async () => {
				if (!existsSync(template)) await makeTemplate(template, prepare);
			},
		);
	}
	const folder = await makeTempFolder();
	await cp(template, folder, { recursive: true });
	return folder;
}

async function makeTemplate(
	template: string,
	prepare: (folder: string) => Promise<void>,
): Promise<void> {
	const staging = await mkdtemp(join(dirname(template), '.preparing-'));
	try {
		await prepare(staging);
		for (const name of ['.cache', 'n8n.log']) {
			await rm(join(staging, name), { recursive: true, force: true });
		}
		await rename(staging, template);
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
}
