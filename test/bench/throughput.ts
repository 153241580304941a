/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';

import { startOpenWork } from '../simulators';
import { ensureHost } from '../support/host';
import { prepareN8n } from '../support/n8n';
import { buildAndPack } from '../support/pack';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import type { NewWorkflow } from '../support/rest.types';
import { makeTempFolder, removeFolder } from '../support/userFolder';
import { NODES, triggerWorkflow } from '../support/workflows';
import type { LoadJob, LoadResult } from './load';

const PAIRS = 11;
const EVENTS_PER_ROUND = 150;
const WARM_UP_EVENTS = 200;
const CONNECTIONS = 8;
const ROUND_LIMIT_MS = 30_000;
/** What the OpenWork Trigger must reach of the bare Webhook node's rate. */
const WANTED_RATIO = 0.9;

interface Contender {
	name: string;
	workflowId: string;
	url: string;
	/** The only answer that counts. */
	answer: string;
}

/**
 * Measures how many events a second the OpenWork Trigger takes, verified and without copies, against n8n's bare Webhook
 * node before the same node, in alternating rounds on one n8n. Machines are noisy: what counts is the ratio within a
 * pair of rounds, and of those the median.
 */
async function main(): Promise<void> {
	const undos: Array<() => Promise<unknown>> = [];
	try {
		process.exitCode = (await measure((undo) => undos.unshift(undo))) >= WANTED_RATIO ? 0 : 1;
	} finally {
		for (const undo of undos) await undo();
	}
}

async function measure(onEnd: (undo: () => Promise<unknown>) => void): Promise<number> {
	const host = await ensureHost(print);
	const folder = await makeTempFolder();
	onEnd(async () => await removeFolder(folder));
	const { tarball } = await buildAndPack(folder);
	const n8n = await prepareN8n({
		host,
		tarball,
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	});
	onEnd(async () => await n8n.dispose());
	await n8n.start();
	const openWork = await startOpenWork();
	onEnd(async () => await openWork.close());
	const load = fork(join(__dirname, 'load.ts'), { execArgv: ['--import', 'tsx'] });
	onEnd(async () => load.kill());

	const trigger = await openWorkTrigger(n8n.rest, openWork.url, openWork.token);
	const webhook = await bareWebhook(n8n.rest);
	const secret = [...openWork.hooks.values()][0]?.secret ?? '';
	const rate = async (contender: Contender, count: number) =>
		await round(load, n8n.rest, contender, secret, count);

	print(`n8n ${host.n8nVersion}, ${CONNECTIONS} connections, ${EVENTS_PER_ROUND} events a round`);
	for (const contender of [webhook, trigger]) await rate(contender, WARM_UP_EVENTS);
	const ratios: number[] = [];
	for (let pair = 1; pair <= PAIRS; pair++) {
		const order = pair % 2 === 0 ? [trigger, webhook] : [webhook, trigger];
		const rates = new Map<Contender, number>();
		for (const contender of order) rates.set(contender, await rate(contender, EVENTS_PER_ROUND));
		const [own, bare] = [rates.get(trigger) ?? 0, rates.get(webhook) ?? 0];
		ratios.push(own / bare);
		print(
			`${pair}. ${trigger.name} ${own.toFixed(1)}/s, ${webhook.name} ${bare.toFixed(1)}/s, ratio ${(own / bare).toFixed(2)}`,
		);
	}
	const median = [...ratios].sort((a, b) => a - b)[Math.floor(PAIRS / 2)] ?? 0;
	print(`Median ratio ${median.toFixed(2)}, wanted at least ${WANTED_RATIO}`);
	return median;
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

async function openWorkTrigger(
	rest: RestClient,
	baseUrl: string,
	token: string,
): Promise<Contender> {
	const credential = await rest.createCredential('openWorkApi', { baseUrl, token });
	const { workflow, productionPath } = triggerWorkflow('OpenWork Trigger', {
		type: 'openWorkTrigger',
		parameters: { hookName: 'bench', eventTypes: ['*'] },
		credentials: [credential],
	});
	const { id: workflowId } = await rest.createWorkflow(workflow);
	await rest.activate(workflowId);
	const url = rest.url + productionPath;
	return { name: 'OpenWork Trigger', workflowId, url, answer: '200 {"received":true}' };
}

/** The same workflow with n8n's own Webhook node in the trigger's place. */
async function bareWebhook(rest: RestClient): Promise<Contender> {
	const spec = { type: '', parameters: {}, credentials: [] };
	const { workflow } = triggerWorkflow('Webhook', spec);
	const path = randomUUID();
	const nodes = workflow.nodes.map((node) =>
		node.name === NODES.trigger
			? {
					...node,
					type: 'n8n-nodes-base.webhook',
					parameters: { path, httpMethod: 'POST', responseMode: 'onReceived' },
				}
			: node,
	);
	const [toEvents] = workflow.connections[NODES.trigger]?.main ?? [];
	const connections = { [NODES.trigger]: { main: [toEvents ?? []] } };
	const bare: NewWorkflow = { ...workflow, nodes, connections };
	const { id: workflowId } = await rest.createWorkflow(bare);
	await rest.activate(workflowId);
	const answer = '200 {"message":"Workflow was started"}';
	return { name: 'Webhook', workflowId, url: `${rest.url}/webhook/${path}`, answer };
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
