/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aroundNginx } from '../support/nginx';
import { snippetOf } from '../support/pages';
import type { Programs } from './programs';
import { serverOf, type Server } from './server';

export type ProxyKind = 'haproxy' | 'nginx';

/** The addresses that docs/SCALING.md uses: where it listens, n8n's main, and the processors. */
const DOCUMENTED = {
	listen: ':5680',
	main: '10.0.0.10:5678',
	processors: ['10.0.0.11:5678', '10.0.0.12:5678'],
} as const;

/** The addresses of a fleet. */
export interface Addresses {
	readonly port: number;
	readonly main: string;
	readonly processors: readonly string[];
}

/** The configuration that docs/SCALING.md gives operators. Throws an Error when it gives none. */
export function documentedSnippet(kind: ProxyKind): string {
	return snippetOf('docs/SCALING.md', kind);
}

/**
 * The configuration that docs/SCALING.md gives operators, for these addresses.
 *
 * @throws Error when an address of the page is not in it
 */
export function documentedConfiguration(
	kind: ProxyKind,
	{ port, main, processors }: Addresses,
): string {
	const listen = { haproxy: DOCUMENTED.listen, nginx: DOCUMENTED.listen.slice(1) }[kind];
	const replaced: Array<readonly [string, string]> = [
		[listen, `127.0.0.1:${port}`],
		[DOCUMENTED.main, main],
		...DOCUMENTED.processors.map((address, i) => [address, processors[i] ?? ''] as const),
	];
	return replaced.reduce((text, [documented, own]) => {
		if (!text.includes(documented))
			throw new Error(`docs/SCALING.md: no ${documented} for ${kind}`);
		return text.replace(documented, own);
	}, documentedSnippet(kind));
}

/** The documented configuration of HAProxy, without what makes a path stick to a processor: each in turn. */
export function inTurn(addresses: Addresses): string {
	const sticky = documentedConfiguration('haproxy', addresses);
	return sticky
		.replace('balance uri path-only', 'balance roundrobin')
		.replace(/^.*hash-type.*\n/m, '');
}

/** A proxy with this configuration. */
export async function prepareProxy(
	kind: ProxyKind,
	programs: Programs,
	parent: string,
	port: number,
	configuration: string,
): Promise<Server> {
	const folder = await mkdtemp(join(parent, `${kind}-`));
	const file = join(folder, `${kind}.conf`);
	await writeFile(file, kind === 'nginx' ? aroundNginx(folder, configuration) : configuration);
	return serverOf({
		name: kind,
		port,
		file: programs[kind],
		args: kind === 'nginx' ? ['-c', file, '-e', 'stderr'] : ['-db', '-f', file],
		cwd: folder,
		env: { PATH: process.env.PATH ?? '' },
		logFile: join(folder, 'output.log'),
	});
}
