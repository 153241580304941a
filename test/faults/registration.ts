import type { Bed } from './bed';
import { underFire } from './firePart';
import type { Options } from './options';
import type { PartResult } from './result';
import { killedWhilePublishing, restarted } from './restartPart';
import { trafficPart } from './trafficPart';

const GAPS_MS = [0, 300, 1_000, 2_000];
/** How long genuine events are sent after a restart. */
const PROBE_MS = 30_000;
const ENDS = ['stopped', 'killed'] as const;

/** Tries registrations, by each of n8n's ways to publish. */
export async function registration(
	bed: Bed,
	{ rounds, parts, vendors, publication: ways, quick }: Options,
	{ log, show }: { log(line: string): void; show(result: PartResult): void },
): Promise<void> {
	for (const publication of ways) {
		const say = (line: string) => log(`publication service ${publication}: ${line}`);
		const tell = (result: PartResult) =>
			show({ ...result, title: `${result.title}, publication service ${publication}` });
		if (parts.includes('traffic')) {
			const traffic = { vendors, rounds, gapsMs: quick ? [0] : GAPS_MS, log: say };
			(await trafficPart(bed, publication, traffic)).forEach(tell);
		}
		if (parts.includes('fire')) {
			const n8n = await bed.start(publication);
			tell(await underFire(n8n.rest, { vendors, log: say }));
			await n8n.dispose();
		}
		if (parts.includes('restarts')) {
			const n8n = await bed.start(publication);
			const restarts = { vendors, ends: ENDS, probeMs: PROBE_MS, log: say };
			tell(await restarted(n8n, restarts));
			tell(await killedWhilePublishing(n8n, restarts));
			await n8n.dispose();
		}
	}
}
