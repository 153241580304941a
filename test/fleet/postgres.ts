/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Programs } from './programs';
import { serverOf, type Server } from './server';

const run = promisify(execFile);

export interface Postgres extends Server {
	readonly password: string;
	/** Runs one statement. Returns its rows, each as the texts of its columns. */
	query(sql: string): Promise<string[][]>;
}

/** The user and the database of a fleet, and the account that PostgreSQL runs as where root may not run it. */
export const USER = 'postgres';

const SEPARATOR = '\x1f';

/**
 * Makes a database of its own in a folder. What it has committed may be lost in a power cut, and only then: a server that is
 * killed has handed it to the operating system.
 *
 * @param folder an empty one, which every account of this machine can reach
 */
export async function preparePostgres(
	programs: Programs,
	folder: string,
	port: number,
): Promise<Postgres> {
	const password = randomUUID();
	const passwordFile = join(folder, 'password');
	const data = join(folder, 'data');
	const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' };
	await writeFile(passwordFile, password);
	await mkdir(data);
	const [asUser, uid, gid] = await account();
	for (const path of [folder, data, passwordFile]) await chown(path, uid, gid);
	const initdb = [programs.initdb, '-D', data, '-U', USER, '-A', 'scram-sha-256'];
	const [file, ...args] = [...asUser, ...initdb, `--pwfile=${passwordFile}`, '-E', 'UTF8'];
	await run(file as string, args, { cwd: folder, env });

	const settings = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		max_connections: '200',
		fsync: 'off',
		full_page_writes: 'off',
	};
	const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const [server, ...serverArgs] = [...asUser, programs.postgres, '-D', data, '-p', String(port)];

	const query = async (sql: string): Promise<string[][]> => {
		const { stdout } = await run(
			programs.psql,
			[
				'-X',
				'-A',
				'-t',
				'-F',
				SEPARATOR,
				'-h',
				'127.0.0.1',
				'-p',
				String(port),
				'-U',
				USER,
				'-c',
				sql,
			],
			{ env: { ...env, PGPASSWORD: password }, maxBuffer: 256 * 1024 * 1024 },
		);
		const lines = stdout.split('\n').filter((line) => line !== '');
		return lines.map((line) => line.split(SEPARATOR));
	};
	return {
		...serverOf({
			name: 'PostgreSQL',
			port,
			file: server as string,
			args: [...serverArgs, ...options],
			cwd: folder,
			env,
			logFile: join(folder, 'postgres.log'),
			removeWhenOrphaned: folder,
			isReady: async () => (await query('SELECT 1')).length === 1,
		}),
		password,
		query,
	};
}

/** PostgreSQL refuses to run as root. Returns how to become another, and who that is. */
async function account(): Promise<[string[], number, number]> {
	const uid = process.getuid?.() ?? 0;
	const gid = process.getgid?.() ?? 0;
	if (uid !== 0) return [[], uid, gid];
	const [user, group] = await Promise.all(
		['-u', '-g'].map(async (what) => Number((await run('id', [what, USER])).stdout)),
	);
	const become = ['setpriv', `--reuid=${user}`, `--regid=${group}`, '--init-groups'];
	return [become, user as number, group as number];
}
