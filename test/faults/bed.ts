import { ensureHost, type Host } from '../support/host';
import { problemsInLog } from '../support/logScan';
import { type N8n, prepareN8n } from '../support/n8n';
import { buildAndPack } from '../support/pack';
import { makeTempFolder, removeFolder } from '../support/userFolder';

/** How n8n publishes: in the background, its way since 2.41, or within the request. */
export type PublicationService = 'on' | 'off';

/** What every n8n of a run is told. */
const ENVIRONMENT = {
	// Many workflows are published at once, and each may take as long as n8n allows.
	N8N_WORKFLOW_PUBLICATION_CONCURRENCY: '200',
	// Publishing would hold one of few engines for expressions while a vendor does not answer.
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	// Executions are counted.
	EXECUTIONS_DATA_PRUNE: 'false',
};

const LAST_LINES = 10;

/** Starts n8n's with the package in them, and ends them all. */
export class Bed {
	private readonly running: N8n[] = [];
	private common: Promise<N8n> | undefined;

	private constructor(
		readonly host: Host,
		private readonly tarball: string,
		private readonly folder: string | undefined,
	) {}

	/** Builds and packs the package. */
	static async prepare(log: (line: string) => void): Promise<Bed> {
		const host = await ensureHost(log);
		const folder = await makeTempFolder();
		const { tarball } = await buildAndPack(folder);
		return new Bed(host, tarball, folder);
	}

	/** With a package that is packed already. */
	static async with(tarball: string): Promise<Bed> {
		return new Bed(await ensureHost(() => undefined), tarball, undefined);
	}

	async start(publication: PublicationService, env: Record<string, string> = {}): Promise<N8n> {
		const n8n = await this.prepareN8n(publication, env);
		await n8n.start();
		return n8n;
	}

	/**
	 * Makes an n8n that is still to be started.
	 *
	 * @param nodeBinary in the place of Node.js
	 */
	async prepareN8n(
		publication: PublicationService,
		env: Record<string, string> = {},
		nodeBinary = this.host.nodeBinary,
	): Promise<N8n> {
		const n8n = await prepareN8n({
			host: { ...this.host, nodeBinary },
			tarball: this.tarball,
			env: {
				...ENVIRONMENT,
				N8N_USE_WORKFLOW_PUBLICATION_SERVICE: String(publication === 'on'),
				...env,
			},
		});
		this.running.push(n8n);
		return n8n;
	}

	/** One n8n for all that need none of their own. */
	async shared(): Promise<N8n> {
		this.common ??= this.start('on');
		return await this.common;
	}

	/** The lines of all logs that tell of an error inside the package. */
	crashes(): string[] {
		return this.running
			.flatMap((n8n) => problemsInLog(n8n.logs(), [this.host.dir]))
			.filter((line) => /TypeError|ReferenceError|unhandled|uncaught/i.test(line));
	}

	/** The end of the newest n8n's log, for when a run breaks off. */
	lastWords(): string {
		return this.running.at(-1)?.logs().trimEnd().split('\n').slice(-LAST_LINES).join('\n') ?? '';
	}

	/** Ends every n8n that was started, and removes what was made. */
	async close(): Promise<void> {
		while (this.running.length > 0) await this.running.pop()?.dispose();
		if (this.folder !== undefined) await removeFolder(this.folder);
	}
}
