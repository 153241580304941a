/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isPinned, manifestWith, type HostManifest, type Published } from './manifest';

/**
 * Runs the end-to-end tests on the newest n8n that npm has: `npm run test:latest`. Words after `--` go to Jest. With
 * `--which` alone it only says which n8n that is.
 *
 * A host that is not the pinned one gets a lock file of its own and is installed beside it, as test/support/host.ts
 * does: 6 minutes and 3 GB for each new version.
 */

const ROOT = join(__dirname, '../..');
const PINNED = join(ROOT, 'test/host');

function npm(args: string[], cwd: string): string {
	const shell = process.platform === 'win32';
	return execFileSync('npm', args, { cwd, encoding: 'utf8', shell });
}

function newest(): Published {
	return JSON.parse(npm(['view', 'n8n@latest', 'version', 'engines', '--json'], ROOT)) as Published;
}

/** A folder with the package.json and the lock file of the host to test on. */
function hostFolder(pinned: HostManifest, published: Published): string {
	if (isPinned(pinned, published)) return PINNED;
	const folder = join(tmpdir(), `n8n-nodes-signed-webhooks-host-${published.version}`);
	mkdirSync(folder, { recursive: true });
	const manifest = JSON.stringify(manifestWith(pinned, published), null, 2);
	writeFileSync(join(folder, 'package.json'), manifest);
	npm(['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
	return folder;
}

function main(): void {
	const pinned = JSON.parse(readFileSync(join(PINNED, 'package.json'), 'utf8')) as HostManifest;
	const published = newest();
	process.stdout.write(
		`The newest n8n is ${published.version} (Node.js ${published.engines?.node ?? 'of any version'}); pinned is ${pinned.dependencies.n8n}.\n`,
	);
	const words = process.argv.slice(2);
	if (words[0] === '--which') return;
	npm(['run', 'build', '--silent'], ROOT);
	const { status } = spawnSync(
		process.execPath,
		['node_modules/jest/bin/jest.js', '--selectProjects', 'e2e', '--runInBand', ...words],
		{
			cwd: ROOT,
			stdio: 'inherit',
			env: { ...process.env, N8N_HOST_MANIFEST: hostFolder(pinned, published) },
		},
	);
	process.exitCode = status ?? 1;
}

main();
