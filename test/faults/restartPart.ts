import type { N8n } from '../support/n8n';
import { KilledRun } from './killedPublishing';
import type { PartResult } from './result';
import { type End, restart } from './restart';
import { PROBES, RestartRun } from './restarts';
import type { Vendor } from './vendors';

export interface RestartOptions {
	readonly vendors: readonly Vendor[];
	readonly ends: readonly End[];
	/** How long genuine events are sent after each restart, ms. */
	readonly probeMs: number;
	log(line: string): void;
}

/** n8n is restarted while workflows are published, with their vendors well and down. */
export async function restarted(
	n8n: N8n,
	{ vendors, ends, probeMs, log }: RestartOptions,
): Promise<PartResult> {
	const rows: string[][] = [];
	const misses: string[] = [];
	for (const end of ends) {
		log(`n8n is ${end}`);
		const runs: RestartRun[] = [];
		for (const vendor of vendors) {
			for (const isDown of [false, true]) {
				runs.push(await RestartRun.create(n8n.rest, vendor, isDown));
			}
		}
		const takenUp = await restart(n8n, end, idsOf(runs));
		await Promise.all(runs.map(async (run) => await run.probe(probeMs)));
		await takenUp();
		for (const run of runs) {
			await run.end();
			const name = `${run.vendor.title}, ${run.isDown ? 'down' : 'well'}`;
			const { counts } = run;
			rows.push([
				name,
				end,
				`${counts.of('taken')} of ${PROBES}`,
				counts.of('same hooks') > 0 ? 'the same' : 'others',
				String(counts.of('orphans')),
			]);
			misses.push(...run.misses.map((miss) => `${name}, ${end}: ${miss}`));
		}
	}
	return {
		title: 'Restarts of n8n',
		header: ['vendor', 'n8n was', 'events taken', 'hooks', 'orphans'],
		rows,
		misses,
	};
}

/** n8n is killed while it publishes: what it makes of that, and that unpublishing and publishing mends it. */
export async function killedWhilePublishing(
	n8n: N8n,
	{ vendors, log }: RestartOptions,
): Promise<PartResult> {
	log('n8n is killed while it publishes');
	const runs: KilledRun[] = [];
	for (const vendor of vendors) {
		for (const acted of [false, true]) runs.push(await KilledRun.create(n8n.rest, vendor, acted));
	}
	const takenUp = await restart(n8n, 'killed', idsOf(runs));
	await Promise.all(runs.map(async (run) => await run.look()));
	await takenUp();
	for (const run of runs) {
		await run.mend().catch((error: Error) => run.misses.push(`gave up: ${error.message}`));
	}
	return {
		title: 'n8n is killed while it publishes',
		header: ['vendor', 'first hook was', 'after the restart'],
		rows: runs.map(({ vendor, acted, found }) => [
			vendor.title,
			acted ? 'made, not told' : 'not made',
			found,
		]),
		misses: runs.flatMap(({ vendor, misses }) => misses.map((miss) => `${vendor.title}: ${miss}`)),
	};
}

function idsOf(runs: ReadonlyArray<{ readonly workflowId: string }>): string[] {
	return runs.map(({ workflowId }) => workflowId);
}
