/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { cacheFolder, ensureHost, removeHost, type Host } from '../support/host';
import { isPinned, manifestOf, type CompatVersion } from './versions';

type Log = (line: string) => void;

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];
const LOCK = 'package-lock.json';

const PINNED = join(__dirname, '../host');

/** Where the package.json and the lock file of that n8n are, or will be. */
export function manifestFolder(version: CompatVersion): string {
	return isPinned(version) ? PINNED : join(cacheFolder(), `manifest-${version.n8n}`);
}

/**
 * The n8n of that version, installed first if this machine does not have it. The lock file of one that is not pinned is
 * made on this machine and stays in the cache: it would be 1 MB a version, and only the versions themselves matter.
 */
export async function ensureCompatHost(version: CompatVersion, log: Log): Promise<Host> {
	const folder = manifestFolder(version);
	if (!existsSync(join(folder, LOCK))) await resolveDependencies(version, folder, log);
	return await ensureHost(log, folder);
}

/** Removes that n8n and what belongs to it from the cache. Returns whether it was there; the pinned one stays. */
export async function removeCompatHost(version: CompatVersion): Promise<boolean> {
	const folder = manifestFolder(version);
	if (isPinned(version) || !existsSync(join(folder, LOCK))) return false;
	const existed = await removeHost(folder);
	await rm(folder, { recursive: true, force: true });
	return existed;
}

async function resolveDependencies(
	version: CompatVersion,
	folder: string,
	log: Log,
): Promise<void> {
	const { execa } = await import('execa');
	log(`Looking up what n8n ${version.n8n} depends on.`);
	await mkdir(cacheFolder(), { recursive: true });
	const staging = await mkdtemp(join(cacheFolder(), '.resolving-'));
	try {
		await writeFile(join(staging, 'package.json'), JSON.stringify(manifestOf(version), null, 2));
		await execa('npm', ['install', '--package-lock-only', '--ignore-scripts', ...QUIET], {
			cwd: staging,
			stdin: 'ignore',
		});
		await rm(folder, { recursive: true, force: true });
		await rename(staging, folder);
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
}
