/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { withLock } from './hostLock';

/** The n8n that the end-to-end tests, the demo and the benchmark run on. */
export interface Host {
	/** Folder that holds its `node_modules`. */
	dir: string;
	/** Node.js binary of the version that this n8n asks for. */
	nodeBinary: string;
	n8nBin: string;
	n8nVersion: string;
	/** Hash of the lock file: changes whenever anything of the host does. */
	key: string;
}

type Log = (line: string) => void;

/** Another folder with a package.json and its lock file can be named, to run on another n8n (`npm run test:latest`). */
const PINNED = process.env.N8N_HOST_MANIFEST || join(__dirname, '..', 'host');
const STAGING = '.installing-';

/**
 * Returns the pinned n8n (test/host), installing it first if this machine does not have it: about 6 minutes and 3 GB,
 * once. It stands in `$XDG_CACHE_HOME` (else `~/.cache`), in a folder named after the lock file's hash, and is only
 * ever seen there complete: it is installed next to it and then renamed.
 *
 * @param manifest folder with the package.json and the lock file of another n8n
 */
export async function ensureHost(log: Log, manifest = PINNED): Promise<Host> {
	const host = hostOf(manifest);
	if (isComplete(host)) return host;
	const cache = dirname(host.dir);
	await mkdir(cache, { recursive: true });
	await withLock(
		`${host.dir}.lock`,
		() => log('Another process is installing n8n. Waiting for it.'),
		async () => {
			if (!isComplete(host)) await install(host, manifest, cache, log);
		},
	);
	return host;
}

/** A module of the pinned n8n, by its path in `node_modules`; undefined where that n8n is not installed yet. */
export function n8nModule<T>(path: string): T | undefined {
	const file = join(pinnedHost().dir, 'node_modules', path);
	return existsSync(file) ? (createRequire(file)(file) as T) : undefined;
}

/** Where the pinned n8n stands, or would. */
export function pinnedHost(): Host {
	return hostOf(PINNED);
}

/** Where everything of this package's tests is kept that is worth keeping from one run to the next. */
export function cacheFolder(): string {
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(cache, 'n8n-nodes-signed-webhooks');
}

function hostOf(manifest: string): Host {
	const lock = readFileSync(join(manifest, 'package-lock.json'));
	const key = createHash('sha256').update(lock).digest('hex').slice(0, 16);
	const { dependencies } = JSON.parse(readFileSync(join(manifest, 'package.json'), 'utf8')) as {
		dependencies: { n8n: string };
	};
	return hostIn(join(cacheFolder(), `host-${key}`), dependencies.n8n, key);
}

/**
 * Removes an n8n from this machine, with the user folder that stands prepared beside it. Returns whether there was one.
 */
export async function removeHost(manifest: string): Promise<boolean> {
	const host = hostOf(manifest);
	const existed = existsSync(host.dir);
	for (const folder of [host.dir, preparedFolder(host)]) {
		await rm(folder, { recursive: true, force: true });
	}
	return existed;
}

/** The user folder that is kept beside a host, its database set up: see copyPreparedFolder. */
export function preparedFolder({ dir, key }: Host): string {
	return join(dirname(dir), `user-folder-${key}`);
}

function hostIn(dir: string, n8nVersion: string, key: string): Host {
	return {
		dir,
		nodeBinary: join(dir, 'node_modules', 'node', 'bin', 'node'),
		n8nBin: join(dir, 'node_modules', 'n8n', 'bin', 'n8n'),
		n8nVersion,
		key,
	};
}

function isComplete(host: Host): boolean {
	const addon = join(host.dir, 'node_modules/sqlite3/build/Release/node_sqlite3.node');
	return [host.nodeBinary, host.n8nBin, addon].every((path) => existsSync(path));
}

async function install(host: Host, manifest: string, cache: string, log: Log): Promise<void> {
	await sweep(cache);
	const staging = await mkdtemp(join(cache, STAGING));
	try {
		for (const file of ['package.json', 'package-lock.json']) {
			await copyFile(join(manifest, file), join(staging, file));
		}
		log(`Installing n8n ${host.n8nVersion} into ${host.dir}: once per machine, about 6 minutes.`);
		await npm(['ci', '--ignore-scripts'], staging, 'Downloading n8n', log);
		await npm(['rebuild', 'sqlite3', 'node'], staging, 'Preparing Node.js and SQLite', log);
		await check(hostIn(staging, host.n8nVersion, host.key));
		await rm(host.dir, { recursive: true, force: true });
		await rename(staging, host.dir);
		log('n8n is installed.');
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
}

/**
 * The repository's own .npmrc reaches a nested npm through the environment; what matters is said on the command line.
 */
async function npm(args: string[], cwd: string, step: string, log: Log): Promise<void> {
	const { execa } = await import('execa');
	const startedMs = Date.now();
	const progress = setInterval(
		() => log(`${step} … ${Math.round((Date.now() - startedMs) / 1000)} s`),
		15_000,
	);
	const scripts = args.includes('--ignore-scripts') ? [] : ['--ignore-scripts=false'];
	try {
		await execa('npm', [...args, ...scripts, '--no-audit', '--no-fund', '--loglevel=error'], {
			cwd,
			stdin: 'ignore',
		});
	} finally {
		clearInterval(progress);
	}
}

async function check(host: Host): Promise<void> {
	const { execa } = await import('execa');
	const script = "require('sqlite3'); console.log(require('n8n/package.json').version)";
	const { stdout } = await execa(host.nodeBinary, ['-e', script], {
		cwd: host.dir,
		env: { NODE_OPTIONS: '' },
	});
	if (stdout.trim() !== host.n8nVersion) {
		throw new Error(`Expected n8n ${host.n8nVersion}, but ${stdout.trim()} was installed`);
	}
}

/** Whoever holds the lock is alone: what an interrupted installation left behind is 3 GB of nothing. */
async function sweep(cache: string): Promise<void> {
	for (const name of await readdir(cache)) {
		if (name.startsWith(STAGING)) await rm(join(cache, name), { recursive: true, force: true });
	}
}
