/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ROOT } from '../../scripts/docs/document';

/** A copy of the repository as it lies here, committed on `main`, with an empty repository to push to. */
export interface RepositoryCopy {
	readonly folder: string;
	/** Its `origin`: a bare repository. */
	readonly origin: string;
	/** Says what git says. */
	git(...args: string[]): string;
	remove(): void;
}

/** Makes one. What is ignored is not in it, but for the installed packages. */
export function copyRepository(): RepositoryCopy {
	const root = mkdtempSync(join(tmpdir(), 'n8n-nodes-signed-webhooks-copy-'));
	const [folder, origin] = [join(root, 'copy'), join(root, 'origin.git')];
	const listed = git(ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
	for (const path of listed.split('\0').filter((each) => each !== '')) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		if (existsSync(join(ROOT, path))) copyFileSync(join(ROOT, path), join(folder, path));
	}
	git(root, 'init', '--quiet', '--bare', origin);
	git(folder, 'init', '--quiet', '--initial-branch', 'main');
	git(folder, 'config', 'user.name', 'Nobody');
	git(folder, 'config', 'user.email', 'nobody@example.com');
	git(folder, 'remote', 'add', 'origin', origin);
	git(folder, 'add', '--all');
	git(folder, 'commit', '--quiet', '--message', 'As it lies here');
	git(folder, 'push', '--quiet', 'origin', 'main');
	// It is ignored by git, as in the repository itself.
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	return {
		folder,
		origin,
		git: (...args) => git(folder, ...args),
		remove: () => rmSync(root, { recursive: true, force: true }),
	};
}

function git(cwd: string, ...args: string[]): string {
	const options: ExecFileSyncOptionsWithStringEncoding = { cwd, encoding: 'utf8' };
	return execFileSync('git', args, { ...options, maxBuffer: 64 * 1024 ** 2 }).trim();
}
