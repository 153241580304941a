/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Programs } from './programs';
import { serverOf, type Server } from './server';

export interface Redis extends Server {
	readonly password: string;
}

/** A Redis that keeps everything in memory. */
export function prepareRedis(programs: Programs, folder: string, port: number): Redis {
	const password = randomUUID();
	const settings = {
		port: String(port),
		bind: '127.0.0.1',
		requirepass: password,
		save: '',
		appendonly: 'no',
		dir: folder,
	};
	return {
		...serverOf({
			name: 'Redis',
			port,
			file: programs.redis,
			args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
			cwd: folder,
			env: { PATH: process.env.PATH ?? '' },
			logFile: join(folder, 'redis.log'),
			removeWhenOrphaned: folder,
		}),
		password,
	};
}
