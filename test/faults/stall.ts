/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8n } from '../support/n8n';
import type { Bed } from './bed';
import { documentedFlows, Flow } from './flow';
import { Ledger } from './ledger';
import { seeded } from './random';
import { EVENT_HEADER, eventRow, type Suite, type SuiteOptions } from './suite';
import { type Trouble, troubles } from './troubles';

/** How long a trouble lasts, and the events go on before and after it, ms. */
const TIMES = {
	full: { aroundMs: 5_000, troubleMs: 10_000, quietMs: 8_000 },
	quick: { aroundMs: 1_000, troubleMs: 4_000, quietMs: 2_000 },
};
const QUICK = ['process stopped (SIGSTOP)', 'database refuses executions'];

export const stall: Suite = {
	name: 'stall',
	tries:
		'n8n stopped for seconds, its database locked or refusing, its disk full, while vendors send',
	async run(bed, options) {
		const rows: string[][] = [];
		const misses: string[] = [];
		const notes: string[] = [];
		for (const trouble of troubles) {
			if (options.quick && !QUICK.includes(trouble.what)) continue;
			if (!trouble.what.includes(options.only)) continue;
			const reason = trouble.impossible?.();
			if (reason !== undefined) {
				notes.push(`${trouble.what}: not tried, it ${reason}`);
				continue;
			}
			const n8n = trouble.start ? await trouble.start(bed) : await bed.shared();
			const { row, misses: missed } = await tryTrouble(bed, n8n, trouble, options);
			options.log(row.join(' | '));
			rows.push(row);
			misses.push(...missed);
			if (trouble.start) await n8n.dispose();
		}
		const seconds = TIMES[options.quick ? 'quick' : 'full'].troubleMs / 1_000;
		const title = `Trouble of ${seconds} s while vendors send, seed ${options.seed}`;
		return [{ title, header: EVENT_HEADER, rows, misses, notes }];
	},
};

async function tryTrouble(
	bed: Bed,
	n8n: N8n,
	trouble: Trouble,
	{ quick, seed, log }: SuiteOptions,
): Promise<{ row: string[]; misses: string[] }> {
	log(trouble.what);
	const { aroundMs, troubleMs, quietMs } = TIMES[quick ? 'quick' : 'full'];
	const ledger = new Ledger();
	const random = seeded(seed);
	const flows: Flow[] = [];
	const wanted = documentedFlows(random).slice(0, quick ? 1 : undefined);
	for (const flow of wanted) flows.push(await Flow.create(n8n.rest, flow, ledger));
	for (const flow of flows) flow.start();
	await sleep(aroundMs);
	const end = await trouble.begin(n8n, bed);
	await sleep(troubleMs);
	await end();
	await sleep(aroundMs);
	await Promise.all(flows.map(async (flow) => await flow.stop()));
	await Promise.all(flows.map(async (flow) => await flow.settle(quietMs)));
	const line = eventRow(trouble.what, ledger.sums(), { twice: 'none' });
	for (const flow of flows) {
		await n8n.rest.deactivate(flow.workflowId);
		await flow.close();
	}
	return line;
}
