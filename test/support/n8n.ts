/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs on the developer's machine, never inside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicAddress } from '../simulators/shared/publicAddress';
import { startGuarded, type Guarded } from './guarded';
import type { Host } from './host';
import { installPackage } from './pack';
import { until } from './poll';
import { freePorts } from './ports';
import { owner, RestClient } from './rest';
import { copyPreparedFolder, makeTempFolder, removeFolder } from './userFolder';

export interface StartOptions {
	host: Host;
	/** Packed package to install, as n8n does for its user. None: n8n as it comes. */
	tarball?: string;
	/** True: an empty folder and n8n's true first start (60 s). False: a database that is already set up (10 s). */
	firstStart?: boolean;
	/** Added to, or instead of, what {@link environment} sets. */
	env?: Record<string, string>;
}

/** An n8n of our own: its processes end with this one, and its folder goes with them. */
export interface N8n {
	/** Without a trailing slash. */
	url: string;
	/** Where the simulated vendors reach it, and what it believes to be reached at. Without a trailing slash. */
	publicUrl: string;
	/** Logged in as the owner once it has started. */
	rest: RestClient;
	folder: string;
	/** Its process, while it runs. */
	pid(): number | undefined;
	/** Everything that n8n wrote so far, over all of its starts. */
	logs(): string;
	/** Stops it in an orderly way; {@link start} starts it again with the same folder and ports. */
	stop(): Promise<void>;
	/** Ends it as a crash does: at once, with nothing saved. */
	kill(): Promise<void>;
	/** Resolves when the REST API answers. */
	start(): Promise<void>;
	/** Ends it and removes its folder. */
	dispose(): Promise<void>;
}

/** Starts an n8n, waits until its REST API answers, and logs in as its owner. */
export async function startN8n(options: StartOptions): Promise<N8n> {
	const n8n = await prepareN8n(options);
	try {
		await n8n.start();
	} catch (error) {
		await n8n.dispose();
		throw error;
	}
	return n8n;
}

/** Makes the folder of an n8n, with the package in it, for {@link N8n.start}. */
export async function prepareN8n({ host, tarball, firstStart, env }: StartOptions): Promise<N8n> {
	const folder = firstStart
		? await makeTempFolder()
		: await copyPreparedFolder(host, async (empty) => {
				const n8n = await inFolder(empty, host);
				await n8n.start();
				await n8n.stop();
			});
	if (tarball) await installPackage(tarball, folder);
	return await inFolder(folder, host, env);
}

async function inFolder(folder: string, host: Host, env?: Record<string, string>): Promise<N8n> {
	const [port, brokerPort] = await freePorts();
	const url = `http://127.0.0.1:${port}`;
	const logFile = join(folder, 'n8n.log');
	const rest = new RestClient(url);
	let guarded: Guarded | undefined;

	const logs = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
	return {
		url,
		publicUrl: publicAddress(port),
		rest,
		folder,
		logs,
		pid: () => guarded?.pid(),
		async start() {
			guarded = startGuarded({
				file: host.nodeBinary,
				args: [host.n8nBin, 'start'],
				cwd: folder,
				env: { ...forHost(host, environment(folder, port, brokerPort)), ...env },
				logFile,
				removeWhenOrphaned: folder,
			});
			await untilReady(rest, guarded, logs);
			await rest.signIn(owner);
		},
		stop: async () => await guarded?.stop(),
		kill: async () => await guarded?.kill(),
		async dispose() {
			await guarded?.kill();
			await removeFolder(folder);
		},
	};
}

async function untilReady(rest: RestClient, n8n: Guarded, logs: () => string): Promise<void> {
	const ready = await until(async () => !n8n.isRunning() || ((await rest.isReady()) && 'ready'), {
		what: 'n8n to start',
		deadlineMs: 240_000,
		everyMs: 200,
	});
	if (ready !== 'ready') throw new Error(`n8n did not start:\n${logs().slice(-4_000)}`);
}

/** The module that asks a server of n8n's for others. */
const REGISTRY = 'mcp-registry';

/** All that n8n is told; nothing of the developer's own environment reaches it but the path and the home folder. */
export function environment(
	folder: string,
	port: number,
	brokerPort: number,
): Record<string, string> {
	return {
		PATH: process.env.PATH ?? '',
		HOME: process.env.HOME ?? folder,
		N8N_USER_FOLDER: folder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		WEBHOOK_URL: `${publicAddress(port)}/`,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_DISABLED_MODULES: REGISTRY,
		N8N_LOG_FORMAT: 'json',
	};
}

/** An older n8n does not start when a module is to be off that it does not have. */
function forHost({ dir }: Host, env: Record<string, string>): Record<string, string> {
	if (existsSync(join(dir, 'node_modules/n8n/dist/modules', REGISTRY))) return env;
	const known = { ...env };
	delete known.N8N_DISABLED_MODULES;
	return known;
}
