/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What is measured, by the word that chooses it: each in a process of its own, so that none warms another up. */
const PARTS = {
	verify: 'verify.ts',
	seen: 'seenEvents.ts',
	credentials: 'credentials.ts',
	throughput: 'throughput.ts',
	load: 'loading.ts',
} as const;

type Part = keyof typeof PARTS;

/** Runs the parts that the command line names, or all; the exit code is 1 when one misses what it is to reach. */
async function main(): Promise<void> {
	const named = process.argv.slice(2);
	const unknown = named.find((name) => !(name in PARTS));
	if (unknown !== undefined) {
		process.stderr.write(`Unknown: ${unknown}. Choose of ${Object.keys(PARTS).join(', ')}.\n`);
		process.exitCode = 2;
		return;
	}
	const chosen = named.length > 0 ? (named as Part[]) : (Object.keys(PARTS) as Part[]);
	for (const part of chosen) {
		process.stdout.write(`\n== ${part}\n`);
		const child = fork(join(__dirname, PARTS[part]), { execArgv: ['--import', 'tsx'] });
		const [code] = (await once(child, 'exit')) as [number | null];
		if (code !== 0) process.exitCode = 1;
	}
}

void main();
