import type { PartResult } from '../faults/result';
import { TrafficRun } from '../faults/traffic';
import { vendors } from '../faults/vendors';
import type { Fleet } from './fleet';

const ROUNDS = 5;
/** Between an answer and the vendor's next event, ms. */
const GAP_MS = 100;
/** What has to be none of, and then what is only worth knowing. */
const FAULTS = ['failed', 'dead', 'orphans', 'not executed', '401'];
const FACTS = ['taken', 'copy', '503', '404', 'no answer', 'reverted'];
/**
 * What a processor had loaded before a publication, it writes back whole. The process that published knows better, and
 * writes that at the next publication (docs/RELIABILITY.md).
 */
const REVERTED = /n8n does not know \d+ of \d+ hooks/;

/** Triggers are published, changed and unpublished while their vendors send to both processors in turn. */
export async function hooksPart(fleet: Fleet, log: (line: string) => void): Promise<PartResult> {
	const proxy = await fleet.openFront('haproxy', 'in turn');
	const rows: string[][] = [];
	const misses: string[] = [];
	for (const vendor of vendors) {
		for (const changed of ['other', 'same'] as const) {
			const name = `${vendor.title}, ${changed === 'same' ? 'the trigger itself' : 'a trigger beside it'}`;
			const run = await TrafficRun.create(fleet.rest, { vendor, changed, gapMs: GAP_MS });
			await run.run(ROUNDS);
			await run.stop();
			await run.end();
			const { counts } = run;
			const missed = run.misses.filter((miss) => !REVERTED.test(miss));
			rows.push([
				name,
				...['rounds', ...FAULTS, ...FACTS].map((column) => String(counts.of(column))),
			]);
			misses.push(...missed.map((miss) => `${name}: ${miss}`));
			log(`Hooks: ${name}: ${missed.length} missed`);
		}
	}
	await proxy.stop();
	return {
		title: `Hooks, published and changed under traffic over both processors: wanted 0 ${FAULTS.join(', ')}`,
		header: ['vendor, what is changed', 'rounds', ...FAULTS, ...FACTS],
		rows,
		misses,
	};
}
