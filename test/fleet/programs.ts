/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where the programs of a fleet stand, beside n8n itself. */
export interface Programs {
	readonly initdb: string;
	readonly postgres: string;
	readonly psql: string;
	readonly redis: string;
	readonly haproxy: string;
	readonly nginx: string;
}

/** Each program: its name, and the package of Debian and Ubuntu that has it. */
const WANTED: Readonly<Record<keyof Programs, readonly [name: string, debian: string]>> = {
	initdb: ['initdb', 'postgresql'],
	postgres: ['postgres', 'postgresql'],
	psql: ['psql', 'postgresql'],
	redis: ['redis-server', 'redis-server'],
	haproxy: ['haproxy', 'haproxy'],
	nginx: ['nginx', 'nginx'],
};

/** Debian keeps PostgreSQL's servers out of the path, in a folder for each version. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/**
 * Finds the programs.
 *
 * @param folders where to look; default where this machine keeps programs
 * @throws Error that says what to install
 */
export function findPrograms(folders: readonly string[] = programFolders()): Programs {
	const missing = new Set<string>();
	const found = Object.entries(WANTED).map(([key, [name, debian]]) => {
		const path = folders.map((folder) => join(folder, name)).find(isProgram);
		if (path === undefined) missing.add(debian);
		return [key, path ?? ''];
	});
	if (missing.size > 0) {
		throw new Error(
			`A fleet needs more than n8n. Please install: apt-get install ${[...missing].join(' ')}`,
		);
	}
	return Object.fromEntries(found) as Programs;
}

function programFolders(): string[] {
	const path = (process.env.PATH ?? '').split(delimiter);
	const versions = existsSync(POSTGRES_VERSIONS) ? readdirSync(POSTGRES_VERSIONS) : [];
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	return [
		...newestFirst.map((version) => join(POSTGRES_VERSIONS, version, 'bin')),
		...path,
		'/usr/local/sbin',
		'/usr/sbin',
	];
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
