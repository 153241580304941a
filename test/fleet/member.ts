/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host } from '../support/host';
import { environment } from '../support/n8n';
import { freePorts } from '../support/ports';
import { installPackage } from '../support/pack';
import { serverOf, type Server } from './server';

/** What a process of n8n does in a fleet. */
export type Role = 'main' | 'webhook' | 'worker';

/** A process of n8n. Its port takes requests of the editor (main), of senders (webhook) or of health checks (worker). */
export interface Member extends Server {
	/** Without a trailing slash. */
	readonly url: string;
}

const COMMANDS: Readonly<Record<Role, readonly string[]>> = {
	main: ['start'],
	webhook: ['webhook'],
	worker: ['worker', '--concurrency=10'],
};

/** The first start makes the tables of the database. */
const START_MS = 300_000;

/** A process of n8n with a folder and ports of its own, and the package in it. */
export async function prepareMember(
	{ host, tarball }: { host: Host; tarball: string },
	role: Role,
	name: string,
	parent: string,
	env: Record<string, string>,
): Promise<Member> {
	const folder = join(parent, name);
	await mkdir(folder);
	await installPackage(tarball, folder);
	const [port, brokerPort] = await freePorts();
	const url = `http://127.0.0.1:${port}`;
	const server = serverOf({
		name,
		port,
		file: host.nodeBinary,
		args: [host.n8nBin, ...COMMANDS[role]],
		cwd: folder,
		env: {
			...environment(folder, port, brokerPort),
			...(role === 'worker' && {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			}),
			...env,
		},
		logFile: join(folder, 'n8n.log'),
		removeWhenOrphaned: parent,
		isReady: async () => (await fetch(`${url}/healthz/readiness`)).ok,
		startMs: START_MS,
	});
	return { ...server, url };
}
