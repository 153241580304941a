import type { N8n } from '../support/n8n';
import type { RestClient } from '../support/rest';
import { BACKLOG_ENVIRONMENT, tryBacklog } from './backlog';
import type { Bed, PublicationService } from './bed';
import { inParallel } from './parallel';
import { restart } from './restart';
import type { Counts, PartResult } from './result';
import { type Combination, TrafficRun } from './traffic';
import type { Vendor } from './vendors';
import { tryWhileCreating } from './whileCreating';

export interface TrafficOptions {
	readonly vendors: readonly Vendor[];
	readonly rounds: number;
	/** Between an answer and a sender's next event, ms. */
	readonly gapsMs: readonly number[];
	log(line: string): void;
}

/** Workflows under traffic at once: enough to be quick, few enough that n8n answers at once. */
const AT_ONCE = 6;

/** What has to be none of, and then what is only worth knowing. */
const FAULTS = ['failed', 'dead', 'reverted', 'orphans', 'not executed', '401'];
const FACTS = ['taken', 'copy', '503', '404'];

const DIALECTS = ['documented', 'as found'] as const;

/** Registrations change hands while events come: on one n8n, and on one where events wait for their turn. */
export async function trafficPart(
	bed: Bed,
	publication: PublicationService,
	options: TrafficOptions,
): Promise<PartResult[]> {
	const n8n = await bed.start(publication);
	const results = [await underTraffic(n8n, options), await whileCreating(n8n.rest, options)];
	await n8n.dispose();
	const slow = await bed.start(publication, BACKLOG_ENVIRONMENT);
	results.push(await withBacklog(slow.rest, options));
	await slow.dispose();
	return results;
}

/** Triggers change while events come to them or beside them. n8n is restarted in the end. */
export async function underTraffic(
	n8n: N8n,
	{ vendors, rounds, gapsMs, log }: TrafficOptions,
): Promise<PartResult> {
	// The slowest first, and those that never pause apart from each other.
	const combinations: Combination[] = [...gapsMs]
		.sort((a, b) => b - a)
		.flatMap((gapMs) =>
			(['other', 'same'] as const).flatMap((changed) =>
				vendors.map((vendor) => ({ vendor, changed, gapMs })),
			),
		);
	const runs = await inParallel(
		combinations.map((combination) => async () => {
			const run = await TrafficRun.create(n8n.rest, combination);
			const giveUp = (error: Error) => run.misses.push(`gave up: ${error.message}`);
			await run.run(rounds).catch(giveUp);
			await run.stop().catch(giveUp);
			log(nameOf(combination) + summary(run.counts));
			return run;
		}),
		AT_ONCE,
	);
	log('Restarting n8n');
	const takenUp = await restart(
		n8n,
		'stopped',
		runs.map(({ workflowId }) => workflowId),
	);
	await inParallel(
		runs.map((run) => async () => await run.checkRestarted()),
		AT_ONCE,
	);
	await takenUp();
	await inParallel(
		runs.map((run) => async () => await run.end()),
		AT_ONCE,
	);
	return {
		title: 'Triggers change under traffic',
		header: ['vendor, trigger, gap', 'rounds', ...FAULTS, ...FACTS],
		rows: runs.map(({ combination, counts }) => [
			nameOf(combination),
			...['rounds', ...FAULTS, ...FACTS].map((name) => String(counts.of(name))),
		]),
		misses: runs.flatMap(({ combination, misses }) =>
			misses.map((miss) => `${nameOf(combination)}: ${miss}`),
		),
	};
}

/** The vendor sends events inside its own request for a hook. */
export async function whileCreating(
	rest: RestClient,
	{ vendors, rounds, log }: Omit<TrafficOptions, 'gapsMs'>,
): Promise<PartResult> {
	const columns = ['rounds', 'inside', 'inside refused', 'failed', 'dead', 'reverted', 'orphans'];
	const tried = await inParallel(
		vendors.flatMap((vendor) =>
			DIALECTS.map((dialect) => async () => {
				const name = `${vendor.title}, ${dialect}`;
				const { counts, misses } = await tryWhileCreating(rest, vendor, dialect, rounds);
				log(`Events inside the vendor's own request: ${name}${summary(counts)}`);
				return { name, counts, misses };
			}),
		),
		AT_ONCE,
	);
	return {
		title: "Events inside the vendor's own request",
		header: ['vendor', ...columns],
		...tableOf(tried, columns),
	};
}

async function withBacklog(
	rest: RestClient,
	{ vendors, rounds, log }: Omit<TrafficOptions, 'gapsMs'>,
): Promise<PartResult> {
	const columns = ['rounds', 'taken', 'failed', 'dead', 'reverted', 'orphans'];
	const tried = [];
	// One after the other: n8n's limit counts for all workflows.
	for (const vendor of vendors) {
		const { counts, misses } = await tryBacklog(rest, vendor, Math.ceil(rounds / 4));
		log(`Events wait in n8n: ${vendor.title}${summary(counts)}`);
		tried.push({ name: vendor.title, counts, misses });
	}
	return {
		title: 'Events wait in n8n',
		header: ['vendor', ...columns],
		...tableOf(tried, columns),
	};
}

function tableOf(
	tried: ReadonlyArray<{ name: string; counts: Counts; misses: string[] }>,
	columns: readonly string[],
): Pick<PartResult, 'rows' | 'misses'> {
	return {
		rows: tried.map(({ name, counts }) => [
			name,
			...columns.map((column) => String(counts.of(column))),
		]),
		misses: tried.flatMap(({ name, misses }) => misses.map((miss) => `${name}: ${miss}`)),
	};
}

function nameOf({ vendor, changed, gapMs }: Combination): string {
	const gap = gapMs === 0 ? 'back to back' : `${gapMs} ms`;
	return `${vendor.title}, ${changed} trigger, ${gap}`;
}

function summary(counts: Counts): string {
	const told = ['rounds', ...FAULTS, 'inside refused'].filter((name) => counts.of(name) > 0);
	return `: ${told.map((name) => `${name} ${counts.of(name)}`).join(', ')}`;
}
