/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { median } from './rounds';

/** What the built package adds to the start and the memory of n8n: the time and the heap of loading all of its types. */

const ROOT = join(__dirname, '../..');

const ROUNDS = 15;

const LIMITS = { ms: 30, megabytes: 5 };

interface Figures {
	readonly ms: number;
	readonly cpuMs: number;
	readonly megabytes: number;
	readonly types: number;
}

/** What n8n has loaded before it comes to community packages does not count; each round is a process of its own. */
const CHILD = `
	const { PackageDirectoryLoader } = require('n8n-core');
	require('n8n-workflow');
	require('zod');
	const heap = () => { global.gc(); global.gc(); return process.memoryUsage().heapUsed; };
	(async () => {
		const before = heap();
		const cpu = process.cpuUsage();
		const started = performance.now();
		const loader = new PackageDirectoryLoader(process.argv[1]);
		await loader.loadAll();
		const ms = performance.now() - started;
		const { user, system } = process.cpuUsage(cpu);
		const types = loader.types.nodes.length + loader.types.credentials.length;
		const megabytes = (heap() - before) / 2 ** 20;
		console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000, megabytes, types }));
	})();
`;

function round(): Figures {
	const args = ['--expose-gc', '-e', CHILD, ROOT];
	const env = { ...process.env, N8N_LOG_LEVEL: 'silent', NODE_OPTIONS: '' };
	const out = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env });
	return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Figures;
}

function main(): void {
	if (!existsSync(join(ROOT, 'dist/nodes'))) {
		process.stderr.write('Build first: npm run build\n');
		process.exitCode = 2;
		return;
	}
	const rounds = Array.from({ length: ROUNDS }, round);
	const of = (key: keyof Figures) => median(rounds.map((figures) => figures[key]));
	const [ms, cpuMs, megabytes] = [of('ms'), of('cpuMs'), of('megabytes')];
	process.stdout.write(
		`${of('types')} node and credential types load in ${ms.toFixed(1)} ms (${cpuMs.toFixed(1)} ms of CPU; at most ${LIMITS.ms} ms)\n` +
			`and keep ${megabytes.toFixed(2)} MB of heap (at most ${LIMITS.megabytes} MB). Medians of ${ROUNDS} processes.\n`,
	);
	if (ms > LIMITS.ms || megabytes > LIMITS.megabytes) process.exitCode = 1;
}

main();
