/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { startOpenWork } from '../simulators';
import { ensureHost, type Host } from '../support/host';
import { prepareN8n } from '../support/n8n';
import { buildAndPack } from '../support/pack';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import { makeTempFolder, removeFolder } from '../support/userFolder';
import { type Contender, type Contenders, publishContenders } from './contenders';
import type { LoadJob, LoadResult } from './load';
import { interleaved, median } from './rounds';

const ROUNDS = 11;
const CONNECTIONS = 8;
const ROUND_LIMIT_MS = 30_000;

/** A ratio of the rates of two contenders, and what it has to reach. */
interface Wanted {
	readonly of: keyof Contenders;
	readonly to: keyof Contenders;
	/** Absent where the figure is only shown. */
	readonly atLeast?: number;
}

/** A setting of n8n under which they are measured. */
interface Setting {
	readonly name: string;
	readonly env: Record<string, string>;
	readonly eventsPerRound: number;
	readonly wanted: readonly Wanted[];
}

const SETTINGS: readonly Setting[] = [
	{
		name: 'as n8n comes',
		env: {},
		eventsPerRound: 60,
		wanted: [
			{ of: 'verify', to: 'bare', atLeast: 0.9 },
			{ of: 'verify', to: 'handBuilt', atLeast: 1.2 },
			{ of: 'trigger', to: 'bare' },
			{ of: 'trigger', to: 'handBuilt' },
		],
	},
	{
		name: 'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		eventsPerRound: 150,
		wanted: [
			{ of: 'trigger', to: 'bare', atLeast: 0.9 },
			{ of: 'trigger', to: 'handBuilt' },
			{ of: 'verify', to: 'bare' },
			{ of: 'verify', to: 'handBuilt' },
		],
	},
];

/**
 * Measures how many events a second are taken by n8n's bare Webhook node, by a check built of n8n's own nodes, by the
 * OpenWork Trigger, and by Verify Webhook behind a Webhook node, in turn on one n8n for each setting. Machines are
 * noisy: what counts are the ratios within a round, and of those the median.
 */
async function main(): Promise<void> {
	const undos: Array<() => Promise<unknown>> = [];
	try {
		const host = await ensureHost(print);
		const folder = await makeTempFolder();
		undos.unshift(async () => await removeFolder(folder));
		const { tarball } = await buildAndPack(folder);
		const load = fork(join(__dirname, 'load.ts'), { execArgv: ['--import', 'tsx'] });
		undos.unshift(async () => load.kill());
		for (const setting of SETTINGS) {
			if (!(await measure(host, tarball, load, setting))) process.exitCode = 1;
		}
	} finally {
		for (const undo of undos) await undo();
	}
}

/** Whether all that is wanted is reached. */
async function measure(
	host: Host,
	tarball: string,
	load: ChildProcess,
	{ name, env, eventsPerRound, wanted }: Setting,
): Promise<boolean> {
	const n8n = await prepareN8n({ host, tarball, env });
	const openWork = await startOpenWork();
	try {
		await n8n.start();
		const { contenders, secret } = await publishContenders(n8n.rest, openWork);
		const all = Object.values(contenders) as Contender[];
		const rate = async (contender: Contender) =>
			await round(load, n8n.rest, contender, secret, eventsPerRound);

		print(`\nn8n ${host.n8nVersion}, ${name}: ${CONNECTIONS} connections, ${ROUNDS} rounds`);
		for (const contender of all) await rate(contender);
		const rates = await interleaved(all, ROUNDS, rate);
		for (const [contender, figures] of rates) {
			print(`${contender.name}: ${shown(figures, 1)} events a second`);
		}
		const reached = wanted.map(({ of, to, atLeast }) => {
			const [own, other] = [contenders[of], contenders[to]].map((one) => rates.get(one) ?? []);
			const ratios = (own ?? []).map((figure, index) => figure / (other?.[index] ?? NaN));
			const goal = atLeast === undefined ? '' : `, wanted at least ${atLeast}`;
			print(`${contenders[of].name} to ${contenders[to].name}: ${shown(ratios, 2)}${goal}`);
			return atLeast === undefined || median(ratios) >= atLeast;
		});
		return reached.every(Boolean);
	} finally {
		await openWork.close();
		await n8n.dispose();
	}
}

/** The median, and how far the figures lie apart. */
function shown(figures: readonly number[], digits: number): string {
	const [least, middle, most] = [Math.min(...figures), median(figures), Math.max(...figures)];
	return `${middle.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

/** Sends one round of events, and waits until n8n has worked them off. Returns events a second. */
async function round(
	load: ChildProcess,
	rest: RestClient,
	contender: Contender,
	secret: string,
	count: number,
): Promise<number> {
	const { url, answer } = contender;
	const job: LoadJob = { url, secret, count, connections: CONNECTIONS, limitMs: ROUND_LIMIT_MS };
	load.send(job);
	const [{ answers, elapsedMs }] = (await once(load, 'message')) as [LoadResult];
	const others = Object.keys(answers).filter((other) => other !== answer);
	if (others.length > 0) throw new Error(`${contender.name} answered ${others.join(' and ')}`);
	await until(
		async () =>
			(await rest.executions(contender.workflowId)).every(({ status }) => status === 'success'),
		{ what: 'n8n to work off the round', deadlineMs: 60_000, everyMs: 250 },
	);
	return ((answers[answer] ?? 0) / elapsedMs) * 1000;
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
