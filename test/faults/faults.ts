/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import type { Bed } from './bed';
import { log, runCommand } from './command';
import { underFire } from './firePart';
import { type Options, readOptions, USAGE } from './options';
import { type PartResult, resultText } from './result';
import { killedWhilePublishing, restarted } from './restartPart';
import { trafficPart } from './trafficPart';

const GAPS_MS = [0, 300, 1_000, 2_000];
/** How long genuine events are sent after a restart. */
const PROBE_MS = 30_000;
const ENDS = ['stopped', 'killed'] as const;

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
	return ok;
}

try {
	const options = readOptions(process.argv.slice(2));
	void runCommand(options.limitMs, async (bed) => await run(bed, options));
} catch (error) {
	process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
	process.exitCode = 2;
}
