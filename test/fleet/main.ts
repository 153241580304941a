/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { parseArgs } from 'node:util';
import { log, runCommandOn } from '../faults/command';
import { type PartResult, resultText } from '../faults/result';
import type { Credential } from '../support/rest.types';
import { copiesPart } from './copiesPart';
import { Fleet } from './fleet';
import { guardsPart } from './guardsPart';
import { handoverPart } from './handoverPart';
import { hooksPart } from './hooksPart';
import { DATABASE_AWAY, killedPart, KILLS } from './killedPart';
import { signingSecret } from './receiver';
import { throughputPart } from './throughputPart';

/** The parts of the run, in this order: the last ones take processes away. */
const PARTS: Readonly<Record<string, (fleet: Fleet, secret: Credential) => Promise<PartResult>>> = {
	hooks: async (fleet) => await hooksPart(fleet, log),
	copies: async (fleet, secret) => await copiesPart(fleet, secret, log),
	guards: async (fleet, secret) => await guardsPart(fleet, secret, log),
	throughput: async (fleet, secret) => await throughputPart(fleet, secret, log),
	handover: async (fleet, secret) => await handoverPart(fleet, secret, log),
	killed: async (fleet, secret) => await killedPart(fleet, secret, KILLS, log),
	database: async (fleet, secret) => await killedPart(fleet, secret, DATABASE_AWAY, log),
};

const USAGE = `Tries n8n in queue mode: npm run test:fleet -- [options]
  --only PART     ${Object.keys(PARTS).join(', ')}; may be given several times (default all)
  --minutes N     ends the run after so long, finished or not (default 60)`;

/** @throws Error that says what is wrong with the command line */
function readOptions(): { parts: string[]; limitMs: number } {
	const { values } = parseArgs({
		options: {
			only: { type: 'string', multiple: true, default: Object.keys(PARTS) },
			minutes: { type: 'string', default: '60' },
		},
	});
	const unknown = values.only.find((part) => !(part in PARTS));
	if (unknown !== undefined) throw new Error(`There is no part ${unknown}`);
	const minutes = Number(values.minutes);
	if (!(minutes > 0)) throw new Error('--minutes has to be a number');
	return { parts: values.only, limitMs: minutes * 60_000 };
}

async function run(fleet: Fleet, parts: readonly string[]): Promise<boolean> {
	await fleet.start(log);
	const secret = await signingSecret(fleet);
	let ok = true;
	for (const [name, part] of Object.entries(PARTS)) {
		if (!parts.includes(name)) continue;
		const result = await part(fleet, secret);
		process.stdout.write(`\n${resultText(result)}\n`);
		ok &&= result.misses.length === 0;
	}
	return ok;
}

try {
	const { parts, limitMs } = readOptions();
	void runCommandOn(
		async () => await Fleet.prepare(log),
		limitMs,
		async (fleet) => await run(fleet, parts),
	).catch((error: Error) => {
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	});
} catch (error) {
	process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
	process.exitCode = 2;
}
