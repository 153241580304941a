/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { Bed } from './bed';
import { underFire } from './firePart';
import { type Options, readOptions, USAGE } from './options';
import { type PartResult, resultText } from './result';
import { killedWhilePublishing, restarted } from './restartPart';
import { trafficPart } from './trafficPart';

const GAPS_MS = [0, 300, 1_000, 2_000];
/** How long genuine events are sent after a restart. */
const PROBE_MS = 30_000;
const ENDS = ['stopped', 'killed'] as const;
const INTERRUPTED = 130;
const startedMs = Date.now();

/** Tries registrations on a real n8n. Progress goes to stderr, the counts to stdout. Returns whether nothing was missed. */
async function run(bed: Bed, options: Options): Promise<boolean> {
	const { rounds, parts, vendors } = options;
	let ok = true;
	for (const publication of options.publication) {
		const say = (line: string) => log(`publication service ${publication}: ${line}`);
		const show = (result: PartResult) => {
			const title = `${result.title}, publication service ${publication}`;
			process.stdout.write(`\n${resultText({ ...result, title })}\n`);
			ok &&= result.misses.length === 0;
		};
		if (parts.includes('traffic')) {
			const traffic = { vendors, rounds, gapsMs: GAPS_MS, log: say };
			(await trafficPart(bed, publication, traffic)).forEach(show);
		}
		if (parts.includes('fire')) {
			const n8n = await bed.start(publication);
			show(await underFire(n8n.rest, { vendors, log: say }));
			await n8n.dispose();
		}
		if (parts.includes('restarts')) {
			const n8n = await bed.start(publication);
			const restarts = { vendors, ends: ENDS, probeMs: PROBE_MS, log: say };
			show(await restarted(n8n, restarts));
			show(await killedWhilePublishing(n8n, restarts));
			await n8n.dispose();
		}
	}
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
		process.on(signal, () => void bed.close().finally(() => process.exit(INTERRUPTED)));
	}
	setTimeout(() => {
		log(`Not finished after ${options.limitMs / 60_000} minutes`);
		void bed.close().finally(() => process.exit(1));
	}, options.limitMs).unref();
	try {
		const ok = await run(bed, options);
		process.exitCode = ok ? 0 : 1;
	} catch (error) {
		process.exitCode = 1;
		log((error as Error).stack ?? String(error));
		log(`n8n's log ends with\n${bed.lastWords()}`);
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
