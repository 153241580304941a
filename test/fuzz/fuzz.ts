/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { parseArgs } from 'node:util';

import type { Bed } from '../faults/bed';
import { log, runCommand } from '../faults/command';
import { attack, type Outcome } from './attack';
import { SSRF_PROTECTION, ssrfTest } from './ssrf';
import { publishBareWebhook, targetStarters } from './targets';
import { timingTest } from './timing';
import { watchingPrototypes } from './watchPrototypes';

const USAGE = `Sends hostile requests to a real n8n: npm run test:fuzz -- [options]
  --requests <n>  to each target (20000)
  --seed <n>      of the generator (1)
  --only <word>   targets whose names hold it; "private addresses" is one`;
const LIMIT_MS = 60 * 60_000;

interface Options {
	readonly requests: number;
	readonly seed: number;
	/** Targets whose names hold it. */
	readonly only: string;
}

/** @throws Error that says what is wrong with the command line */
function readOptions(): Options {
	const { values } = parseArgs({
		options: { requests: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
	});
	const number = (text: string | undefined, fallback: number) => {
		const value = text === undefined ? fallback : Number(text);
		if (!Number.isSafeInteger(value) || value < 1) throw new Error(`Not a number: ${text}`);
		return value;
	};
	return {
		requests: number(values.requests, 20_000),
		seed: number(values.seed, 1),
		only: values.only ?? '',
	};
}

function textOf(
	{ target, requests, statuses, errorsOfHost, misses }: Outcome,
	seconds: number,
): string {
	const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`);
	return [
		`${misses.size === 0 ? '✓' : '✗'} ${target}: ${requests} requests in ${seconds} s (${counts.join(', ')}; by n8n itself ${errorsOfHost} of 5xx)`,
		...[...misses].map(
			([what, { count, example }]) => `    ✗ ${count} × ${what}\n        ${example}`,
		),
	].join('\n');
}

async function run(bed: Bed, { only, ...how }: Options): Promise<boolean> {
	const n8n = await bed.start('on', { N8N_PAYLOAD_SIZE_MAX: '16', ...watchingPrototypes });
	log('n8n has started');
	const barePath = await publishBareWebhook(n8n.rest);
	let good = true;
	const secrets: string[] = [];
	for (const start of targetStarters) {
		const target = await start(n8n.rest);
		try {
			if (!target.name.toLowerCase().includes(only.toLowerCase())) continue;
			secrets.push(...target.secrets);
			const begunMs = Date.now();
			const outcome = await attack(n8n, target, { ...how, barePath });
			process.stdout.write(`${textOf(outcome, Math.round((Date.now() - begunMs) / 1000))}\n`);
			good &&= outcome.misses.size === 0;
		} finally {
			await target.close();
		}
	}
	const logs = n8n.logs();
	for (const secret of new Set(secrets.filter((value) => logs.includes(value)))) {
		process.stdout.write(`✗ n8n's log holds a secret that ends with ${secret.slice(-4)}\n`);
		good = false;
	}
	if ('private addresses'.includes(only.toLowerCase())) {
		const guarded = await bed.start('on', SSRF_PROTECTION);
		const results = [...(await ssrfTest(n8n, 'option')), ...(await ssrfTest(guarded, 'operator'))];
		for (const { what, isGood } of results) {
			process.stdout.write(`${isGood ? '✓' : '✗'} ${what}\n`);
			good &&= isGood;
		}
	}
	for (const { what, z, isGood } of timingTest(Math.random)) {
		process.stdout.write(`${isGood ? '✓' : '✗'} time of refusing ${what}: z = ${z.toFixed(2)}\n`);
		good &&= isGood;
	}
	return good;
}

try {
	const options = readOptions();
	void runCommand(LIMIT_MS, async (bed) => await run(bed, options));
} catch (error) {
	process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
	process.exitCode = 2;
}
