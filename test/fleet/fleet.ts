/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { randomUUID } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { publicAddress } from '../simulators/shared/publicAddress';
import { ensureHost, type Host } from '../support/host';
import { problemsInLog } from '../support/logScan';
import { freePorts } from '../support/ports';
import { buildAndPack } from '../support/pack';
import { until } from '../support/poll';
import { owner, RestClient } from '../support/rest';
import { makeTempFolder, removeFolder } from '../support/userFolder';
import { type Member, prepareMember } from './member';
import { type Postgres, preparePostgres, USER } from './postgres';
import { findPrograms, type Programs } from './programs';
import { documentedConfiguration, inTurn, prepareProxy, type ProxyKind } from './proxy';
import { prepareRedis, type Redis } from './redis';
import type { Server } from './server';

type Log = (line: string) => void;

/** What every n8n of the fleet is told, beside where its database and its queue are. */
const SETTINGS = {
	EXECUTIONS_MODE: 'queue',
	// Senders are answered by the webhook processors alone.
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	// Executions are counted.
	EXECUTIONS_DATA_PRUNE: 'false',
};

const LAST_LINES = 10;

/** n8n in queue mode: one main, webhook processors and workers, with the package in each, and what they need. */
export class Fleet {
	/** What runs, in the order in which it was started. */
	private readonly servers: Server[] = [];
	readonly processors: Member[] = [];
	readonly workers: Member[] = [];
	readonly rest: RestClient;

	private constructor(
		readonly host: Host,
		private readonly folder: string,
		readonly programs: Programs,
		readonly postgres: Postgres,
		readonly redis: Redis,
		readonly main: Member,
		/** Where senders reach it; nobody listens there until {@link openFront}. */
		private readonly frontPort: number,
		private readonly more: (role: 'webhook' | 'worker', name: string) => Promise<Member>,
	) {
		this.rest = new RestClient(main.url);
	}

	/**
	 * Packs the package and makes a fleet that {@link start} starts.
	 *
	 * @throws Error that says which programs are missing
	 */
	static async prepare(log: Log): Promise<Fleet> {
		const programs = findPrograms();
		const host = await ensureHost(log);
		const folder = await makeTempFolder();
		// PostgreSQL runs as another account, which has to get to its own folder.
		await chmod(folder, 0o711);
		const { tarball } = await buildAndPack(folder);
		const [[dbPort, redisPort], [frontPort]] = await Promise.all([freePorts(), freePorts()]);
		const dbFolder = join(folder, 'postgres');
		await mkdir(dbFolder);
		const postgres = await preparePostgres(programs, dbFolder, dbPort);
		const redis = prepareRedis(programs, folder, redisPort);
		const env = {
			...SETTINGS,
			N8N_ENCRYPTION_KEY: randomUUID(),
			WEBHOOK_URL: `${publicAddress(frontPort)}/`,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(dbPort),
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_DATABASE: USER,
			DB_POSTGRESDB_PASSWORD: postgres.password,
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redisPort),
			QUEUE_BULL_REDIS_PASSWORD: redis.password,
		};
		const member = async (role: 'main' | 'webhook' | 'worker', name: string) =>
			await prepareMember({ host, tarball }, role, name, folder, env);
		const main = await member('main', 'main');
		return new Fleet(host, folder, programs, postgres, redis, main, frontPort, member);
	}

	/** Starts everything: PostgreSQL, Redis, the main, and so many processors and workers. */
	async start(log: Log, processors = 2, workers = 2): Promise<void> {
		await this.begin(this.postgres);
		await this.begin(this.redis);
		log('PostgreSQL and Redis have started; n8n makes its tables');
		await this.begin(this.main);
		await until(async () => await this.rest.isReady(), { what: "n8n's REST API" });
		await this.rest.signIn(owner);
		for (let i = 1; i <= processors; i++) {
			this.processors.push(await this.more('webhook', `processor-${i}`));
		}
		for (let i = 1; i <= workers; i++) this.workers.push(await this.more('worker', `worker-${i}`));
		await Promise.all(
			[...this.processors, ...this.workers].map(async (member) => await this.begin(member)),
		);
		log(`The fleet has started: main, ${processors} webhook processors, ${workers} workers`);
	}

	/** A database of its own on the fleet's PostgreSQL, and what a credential of n8n has to say to reach it. */
	async credentialForPostgres(database: string): Promise<Record<string, unknown>> {
		await this.postgres.query(`CREATE DATABASE ${database}`);
		const { port, password } = this.postgres;
		return { host: '127.0.0.1', port, user: USER, password, database, ssl: 'disable' };
	}

	/** What a credential of n8n has to say to reach another database of the fleet's Redis than that of the queue. */
	credentialForRedis(): Record<string, unknown> {
		const { port, password } = this.redis;
		return { host: '127.0.0.1', port, user: '', password, database: 1, ssl: false };
	}

	/** Where senders reach it, once {@link openFront} was called. Without a trailing slash. */
	get frontUrl(): string {
		return `http://127.0.0.1:${this.frontPort}`;
	}

	/**
	 * Lets senders in, through a proxy that sends each path to one processor, or each request to the next.
	 *
	 * @returns the proxy, to be stopped before another is opened
	 */
	async openFront(kind: ProxyKind, routing: 'sticky' | 'in turn'): Promise<Server> {
		const port = this.frontPort;
		const addresses = {
			port,
			main: addressOf(this.main),
			processors: this.processors.map(addressOf),
		};
		const configuration =
			routing === 'sticky' ? documentedConfiguration(kind, addresses) : inTurn(addresses);
		const proxy = await prepareProxy(kind, this.programs, this.folder, port, configuration);
		await this.begin(proxy);
		return proxy;
	}

	/** Starts those members again that have ended by themselves, as an operator's supervisor does. */
	async startWhatEnded(): Promise<void> {
		const ended = this.members().filter((member) => !member.isRunning());
		await Promise.all(ended.map(async (member) => await member.start()));
	}

	/** The lines of all logs that tell of an error inside the package. */
	crashes(): string[] {
		return this.members()
			.flatMap((member) => problemsInLog(member.logs(), [this.host.dir, this.folder]))
			.filter((line) => /TypeError|ReferenceError|unhandled|uncaught/i.test(line));
	}

	/** The ends of all logs, for when a run breaks off. */
	lastWords(): string {
		return this.servers
			.map(({ name, logs }) =>
				[`— ${name}:`, ...logs().trimEnd().split('\n').slice(-LAST_LINES)].join('\n'),
			)
			.join('\n');
	}

	/** Ends everything that was started, and removes what was made. */
	async close(): Promise<void> {
		while (this.servers.length > 0) await this.servers.pop()?.kill();
		await removeFolder(this.folder);
	}

	private members(): Member[] {
		return [this.main, ...this.processors, ...this.workers];
	}

	private async begin(server: Server): Promise<void> {
		this.servers.push(server);
		await server.start();
	}
}

function addressOf({ port }: Server): string {
	return `127.0.0.1:${port}`;
}
