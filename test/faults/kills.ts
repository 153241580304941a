/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8n } from '../support/n8n';
import type { Bed } from './bed';
import { documentedFlows, Flow } from './flow';
import { Ledger } from './ledger';
import { startProxy } from './proxy';
import { seeded } from './random';
import type { PartResult } from './result';
import { EVENT_HEADER, eventRow, type Suite, type SuiteOptions } from './suite';

/** n8n is ended so many times while all vendors send. */
interface Case {
	readonly what: string;
	readonly end: 'kill' | 'stop';
	readonly times: number;
	/** Whether a proxy stands before n8n that waits until n8n is ready. */
	readonly isBehindProxy: boolean;
}

const CASES: Record<'full' | 'quick', readonly Case[]> = {
	full: [
		...rounds({ what: 'SIGKILL, 5 times, direct', end: 'kill', isBehindProxy: false }, 2),
		...rounds({ what: 'SIGKILL, 5 times, proxy', end: 'kill', isBehindProxy: true }, 2),
		...rounds({ what: 'SIGTERM, 5 times, direct', end: 'stop', isBehindProxy: false }, 1),
	],
	quick: [{ what: 'SIGKILL, 3 times, proxy', end: 'kill', times: 3, isBehindProxy: true }],
};

/** The same, so many times over, each on an n8n of its own. */
function rounds(one: Omit<Case, 'times'>, count: number): Case[] {
	return Array.from({ length: count }, (_, i) => ({
		...one,
		times: 5,
		what: count > 1 ? `${one.what} (${i + 1})` : one.what,
	}));
}

/** n8n runs for so long between two ends, ms: at random, from and to. */
const RUNS_MS = { full: [2_000, 9_000], quick: [1_500, 3_000] } as const;
const QUIET_MS = { full: 10_000, quick: 2_500 };

export const kills: Suite = {
	name: 'kills',
	tries: 'n8n killed and stopped at random moments while vendors send',
	async run(bed, options) {
		const form = options.quick ? 'quick' : 'full';
		const rows: string[][] = [];
		const misses: string[] = [];
		const notes: string[] = [];
		for (const [index, one] of CASES[form].entries()) {
			if (!one.what.includes(options.only)) continue;
			const { row, missed, note } = await tryCase(bed, one, {
				...options,
				seed: options.seed + index,
			});
			options.log(row.join(' | '));
			rows.push(row);
			misses.push(...missed);
			notes.push(`${one.what}: ${note}`);
		}
		return [
			{
				title: `n8n ends while vendors send, seed ${options.seed}`,
				header: EVENT_HEADER,
				rows,
				misses,
				notes,
			} satisfies PartResult,
		];
	},
};

async function tryCase(
	bed: Bed,
	{ what, end, times, isBehindProxy }: Case,
	{ quick, seed, log }: SuiteOptions,
): Promise<{ row: string[]; missed: string[]; note: string }> {
	const form = quick ? 'quick' : 'full';
	const random = seeded(seed);
	const proxy = isBehindProxy ? await startProxy() : undefined;
	const n8n = await bed.start('on', proxy ? { WEBHOOK_URL: `${proxy.publicUrl}/` } : {});
	await proxy?.leadTo(n8n.url);
	const ledger = new Ledger();
	const flows: Flow[] = [];
	for (const flow of documentedFlows(random).slice(0, quick ? 1 : undefined)) {
		flows.push(await Flow.create(n8n.rest, flow, ledger));
	}
	for (const flow of flows) flow.start();
	const [least, most] = RUNS_MS[form];
	for (let time = 1; time <= times; time++) {
		await sleep(least + random() * (most - least));
		log(`${what}: ${time} of ${times}, ${flows.reduce((sum, f) => sum + f.underWay, 0)} under way`);
		const beganMs = Date.now();
		await (end === 'kill' ? n8n.kill() : n8n.stop());
		ledger.interrupted({ beganMs, endedMs: Date.now() });
		await n8n.start();
	}
	await sleep(least);
	log(`${what}: no further events`);
	await Promise.all(flows.map(async (flow) => await flow.stop()));
	await Promise.all(flows.map(async (flow) => await flow.settle(QUIET_MS[form])));
	const note = await retryCrashed(n8n, flows, ledger, QUIET_MS[form]);
	const sums = ledger.sums();
	const { row, misses } = eventRow(what, sums, {
		twice: 'in flight',
		noStartUpAnswer: isBehindProxy,
	});
	for (const flow of flows) await flow.close();
	await n8n.dispose();
	await proxy?.close();
	const start =
		sums.lostAtStart > 0 ? `${sums.lostAtStart} events lost to the start-up answer` : '';
	return { row, missed: misses, note: [note, start].filter(Boolean).join('; ') };
}

/**
 * What n8n was killed in the middle of stands in its list as crashed, and is not run again by itself. Most of it was never
 * acknowledged, and has run when the sender repeated it. What has not, a person retries.
 */
async function retryCrashed(
	n8n: N8n,
	flows: readonly Flow[],
	ledger: Ledger,
	quietMs: number,
): Promise<string> {
	const lost = new Set(ledger.unexecuted());
	let crashed = 0;
	let retried = 0;
	for (const flow of flows) {
		for (const { id } of await n8n.rest.executions(flow.workflowId, 'crashed')) {
			crashed++;
			const event = flow.eventOf(await n8n.rest.execution(id));
			if (event === undefined || !lost.has(event)) continue;
			await n8n.rest.retryExecution(id).then(
				() => retried++,
				() => undefined,
			);
		}
	}
	if (retried > 0) await Promise.all(flows.map(async (flow) => await flow.settle(quietMs)));
	return `${crashed} executions crashed, ${lost.size} acknowledged events had not run, ${retried} of them retried by hand`;
}
