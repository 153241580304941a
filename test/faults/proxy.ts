/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publicAddress } from '../simulators/shared/publicAddress';
import { type Guarded, startGuarded } from '../support/guarded';
import { aroundNginx } from '../support/nginx';
import { snippetOf } from '../support/pages';
import { until } from '../support/poll';
import { freePort } from '../support/ports';
import { makeTempFolder, removeFolder } from '../support/userFolder';

const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'];

/** A reverse proxy set up as docs/RELIABILITY.md says. */
export interface Proxy {
	/** What n8n believes to be reached at. Without a trailing slash. */
	readonly publicUrl: string;
	/** @param url of the n8n behind it, without a trailing slash */
	leadTo(url: string): Promise<void>;
	close(): Promise<void>;
}

/**
 * The nginx configuration that docs/RELIABILITY.md shows.
 *
 * @param page another text, in place of that page's
 * @throws Error when it shows none
 */
export function snippetOfPage(page?: string): string {
	return snippetOf('docs/RELIABILITY.md', 'nginx', page);
}

/**
 * The page's snippet, with the addresses of a run.
 *
 * @param port on which it listens
 * @param upstream host and port of n8n
 * @throws Error when the snippet has not the places that an operator changes
 */
export function configuration(snippet: string, port: number, upstream: string): string {
	const changed = snippet
		.replace(/listen 443[^;]*;/, `listen 127.0.0.1:${port};`)
		.replaceAll('127.0.0.1:5678', upstream)
		.replace(/^\s*ssl_certificate.*\n/gm, '');
	if (!changed.includes(`127.0.0.1:${port}`) || !changed.includes(upstream)) {
		throw new Error('The configuration has no `listen 443` or no 127.0.0.1:5678');
	}
	return changed;
}

/** Starts nginx, of which the command needs one. */
export async function startProxy(): Promise<Proxy> {
	const binary = NGINX.find((file) => existsSync(file));
	if (!binary) throw new Error('This part needs nginx: apt-get install nginx-light');
	const folder = await makeTempFolder();
	const port = await freePort();
	let guarded: Guarded | undefined;
	return {
		publicUrl: publicAddress(port),
		async leadTo(url) {
			await mkdir(join(folder, 'logs'), { recursive: true });
			const servers = configuration(snippetOfPage(), port, new URL(url).host);
			await writeFile(join(folder, 'nginx.conf'), aroundNginx(folder, servers));
			const logFile = join(folder, 'nginx.log');
			guarded = startGuarded({
				file: binary,
				args: ['-p', folder, '-c', 'nginx.conf'],
				cwd: folder,
				env: { PATH: '/usr/sbin:/usr/bin:/bin' },
				logFile,
				removeWhenOrphaned: folder,
			});
			const log = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
			await until(async () => await fetch(`http://127.0.0.1:${port}/`), {
				what: 'nginx',
				deadlineMs: 10_000,
			}).catch(() => {
				throw new Error(`nginx did not start:\n${log()}`);
			});
		},
		async close() {
			await guarded?.kill();
			await removeFolder(folder);
		},
	};
}
