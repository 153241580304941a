/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../support/hostLock';

let folder: string;
let lock: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'host-lock-'));
	lock = join(folder, 'host.lock');
});

afterEach(async () => await rm(folder, { recursive: true }));

describe('withLock', () => {
	it('holds the lock while it works, and not after an error either', async () => {
		const work = withLock(lock, fail, async () => {
			expect(existsSync(lock)).toBe(true);
			throw new Error('no space left');
		});

		await expect(work).rejects.toThrow('no space left');
		expect(existsSync(lock)).toBe(false);
	});

	it('takes over the lock of a process that no longer touches it', async () => {
		await writeFile(lock, '4711\n');
		const aMinuteAgo = new Date(Date.now() - 60_000);
		await utimes(lock, aMinuteAgo, aMinuteAgo);

		expect(
			await withLock(
				lock,
				() => undefined,
				async () => 'done',
			),
		).toBe('done');
	});
});

function fail(): never {
	throw new Error('There was nothing to wait for');
}
