/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	closeSync,
	mkdirSync,
	openSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { N8n } from '../support/n8n';
import type { Bed } from './bed';

/** Something that goes wrong with n8n's machine. */
export interface Trouble {
	readonly what: string;
	/** Why it cannot be made here; undefined where it can. */
	impossible?(): string | undefined;
	/** An n8n for it. Default: the one of the other troubles. */
	start?(bed: Bed): Promise<N8n>;
	/** Begins it. Returns what ends it. */
	begin(n8n: N8n, bed: Bed): Promise<() => Promise<void>>;
}

/** n8n's process stands still, as with a blocked event loop. */
const stopped: Trouble = {
	what: 'process stopped (SIGSTOP)',
	async begin(n8n) {
		const pid = n8n.pid();
		if (pid === undefined) throw new Error('n8n does not run');
		process.kill(pid, 'SIGSTOP');
		return async () => void process.kill(pid, 'SIGCONT');
	},
};

const locked: Trouble = {
	what: 'database locked (BEGIN EXCLUSIVE)',
	begin: async (n8n, bed) => await sql(n8n, bed, 'BEGIN EXCLUSIVE', 'COMMIT'),
};

/** The database refuses to store anything in a table. */
function refusing(what: string, event: string): Trouble {
	return {
		what,
		begin: async (n8n, bed) =>
			await sql(
				n8n,
				bed,
				`CREATE TRIGGER refused BEFORE ${event} BEGIN SELECT RAISE(ABORT, 'refused by the test'); END`,
				'DROP TRIGGER refused',
			),
	};
}

const MEGABYTES = 48;

const full: Trouble = {
	what: 'disk full',
	impossible() {
		const tried = spawnSync('unshare', ['-m', 'true']);
		return tried.status === 0 ? undefined : 'needs Linux, root and the right to mount';
	},
	async start(bed) {
		const n8n = await bed.prepareN8n('on', {}, DISK_BINARY);
		const [data, disk] = [join(n8n.folder, '.n8n'), diskOf(n8n)];
		mkdirSync(disk);
		renameSync(join(data, 'database.sqlite'), join(n8n.folder, 'database.sqlite'));
		symlinkSync(join(disk, 'database.sqlite'), join(data, 'database.sqlite'));
		// The mount is in a namespace of n8n's own, and goes with it.
		const script = `#!/bin/sh
exec unshare -m sh -c 'mount -t tmpfs -o size=${MEGABYTES}m tmpfs disk && cp database.sqlite disk && exec "$@"' sh ${bed.host.nodeBinary} "$@"
`;
		const file = join(n8n.folder, DISK_BINARY);
		writeFileSync(file, script);
		chmodSync(file, 0o755);
		await n8n.start();
		return n8n;
	},
	async begin(n8n) {
		const filler = join(`/proc/${n8n.pid()}/root`, diskOf(n8n), 'filler');
		fill(filler);
		return async () => rmSync(filler, { force: true });
	},
};

/** In n8n's folder, which is where its command is started. */
const DISK_BINARY = './node-with-a-disk';

function diskOf({ folder }: N8n): string {
	return join(folder, 'disk');
}

/** Writes until the disk takes no more. */
function fill(file: string): void {
	const fd = openSync(file, 'w');
	try {
		for (const size of [1 << 20, 1 << 12, 1]) {
			const bytes = Buffer.alloc(size);
			try {
				for (;;) writeSync(fd, bytes);
			} catch {
				continue; // No space left for so many bytes.
			}
		}
	} finally {
		closeSync(fd);
	}
}

/** A program for n8n's own Node.js and its SQLite: the first statement, then the second once its input ends. */
const SQL = `
	const { Database } = require(process.argv[1] + '/node_modules/sqlite3');
	const [, , file, first, last] = process.argv;
	const database = new Database(file);
	const run = (statement, then) => database.exec(statement, (error) => {
		if (error) { console.error(String(error)); process.exit(1); }
		then();
	});
	database.configure('busyTimeout', 10000);
	run(first, () => console.log('begun'));
	process.stdin.resume().on('end', () => run(last, () => process.exit(0)));
`;

async function sql(
	{ folder }: N8n,
	{ host }: Bed,
	first: string,
	last: string,
): Promise<() => Promise<void>> {
	const file = join(folder, '.n8n', 'database.sqlite');
	const child = spawn(host.nodeBinary, ['-e', SQL, host.dir, file, first, last], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit');
	const begun = await Promise.race([
		once(child.stdout, 'data').then(() => true),
		ended.then(() => false),
	]);
	if (!begun) throw new Error(`The database did not take: ${first}`);
	return async () => {
		child.stdin.end();
		const [code] = (await ended) as [number | null];
		if (code !== 0) throw new Error(`The database did not take: ${last}`);
	};
}

export const troubles: readonly Trouble[] = [
	stopped,
	locked,
	refusing('database refuses executions', 'INSERT ON execution_entity'),
	refusing("database refuses executions' data", 'INSERT ON execution_data'),
	refusing('database refuses static data', 'UPDATE OF staticData ON workflow_entity'),
	full,
];
