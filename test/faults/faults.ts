/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { Bed } from './bed';
import { firePart } from './firePart';
import { type Options, readOptions, USAGE } from './options';
import { type PartResult, resultText } from './result';
import { trafficPart } from './trafficPart';

const GAPS_MS = [0, 300, 1_000, 2_000];
const startedMs = Date.now();

/** Tries registrations on a real n8n. Progress goes to stderr, the counts to stdout. Returns whether nothing was missed. */
async function run(bed: Bed, { rounds, parts, vendors, publication }: Options): Promise<boolean> {
	let ok = true;
	const show = (results: PartResult[]) => {
		for (const result of results) {
			process.stdout.write(`\n${resultText(result)}\n`);
			ok &&= result.misses.length === 0;
		}
	};
	if (parts.includes('traffic')) {
		const [service = 'on'] = publication;
		show(await trafficPart(bed, { vendors, publication: service, rounds, gapsMs: GAPS_MS, log }));
	}
	if (parts.includes('fire')) show([await firePart(bed, { vendors, publication, log })]);
	const crashes = bed.crashes();
	for (const line of crashes) process.stdout.write(`✗ n8n logged: ${line.slice(0, 500)}\n`);
	return ok && crashes.length === 0;
}

async function main(): Promise<void> {
	let options: Options;
	try {
		options = readOptions(process.argv.slice(2));
	} catch (error) {
		process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
		process.exit(2);
	}
	const bed = await Bed.prepare(log);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => void bed.close().finally(() => process.exit(130)));
	}
	try {
		const ok = await run(bed, options);
		process.exitCode = ok ? 0 : 1;
	} finally {
		await bed.close();
	}
	log(process.exitCode === 0 ? 'All as it should be' : 'Something was missed');
	process.exit();
}

function log(line: string): void {
	const seconds = Math.round((Date.now() - startedMs) / 1000);
	process.stderr.write(`${String(seconds).padStart(5)} s  ${line}\n`);
}

void main();
