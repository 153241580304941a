/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs on the developer's machine, never inside n8n */
import { rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 2_000;
const DEAD_AFTER_MS = 15_000;

/**
 * Runs `work` while holding the lock file at `path`. Its holder touches the file every two seconds, so that a lock
 * left by a dead process is taken over after 15 seconds, whatever machine or container that process lived in.
 * Two takers of one dead lock may in rare cases both go on: `work` must be safe to run twice, only wasteful.
 */
export async function withLock<T>(
	path: string,
	onWait: () => void,
	work: () => Promise<T>,
): Promise<T> {
	let announced = false;
	while (!(await tryTake(path))) {
		if (!announced) onWait();
		announced = true;
		await sleep(500);
	}
	const beat = setInterval(() => {
		const now = new Date();
		utimes(path, now, now).catch(() => undefined);
	}, BEAT_MS);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		await rm(path, { force: true });
	}
}

async function tryTake(path: string): Promise<boolean> {
	try {
		await writeFile(path, `${process.pid}\n`, { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	const held = await stat(path).catch(() => undefined);
	if (!held || Date.now() - held.mtimeMs <= DEAD_AFTER_MS) return false;
	const aside = `${path}.${process.pid}`;
	await rename(path, aside).catch(() => undefined);
	await rm(aside, { force: true });
	return await tryTake(path);
}
