/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { IConnections, IDataObject, INode } from 'n8n-workflow';

import { prepareN8n } from '../support/n8n';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import { node, PACKAGE } from '../support/workflows';
import { onStage } from './inN8n';
import type { Received } from './receiver';
import { condition, ratios, type Row } from './result';
import { interleaved } from './rounds';

const ROUNDS = 9;
const ITEMS = 1_000;
const ITEM_BYTES = 1024;

/** HTTP Request sends all its items at once; this is what Signed Webhook calls that. */
const ALL_AT_ONCE = { maxConcurrent: ITEMS };

const SECRET = `whsec_${Buffer.from('a key of thirty-two random bytes').toString('base64')}`;

/** A published workflow that sends what it gets, item by item. */
interface Contender {
	readonly name: string;
	readonly workflowId: string;
	readonly url: string;
	/** The nodes whose time counts. */
	readonly nodes: readonly string[];
	readonly signs: boolean;
}

/** Nodes that send, and which of them. */
type Chain = readonly [INode, ...INode[]];

/** Webhook → Split Out → the nodes that send. */
async function publish(
	rest: RestClient,
	name: string,
	signs: boolean,
	chain: Chain,
): Promise<Contender> {
	const path = randomUUID();
	const webhook = {
		...node('Webhook', 'n8n-nodes-base.webhook', 2.1, { path, httpMethod: 'POST' }, [0, 0]),
		webhookId: path,
	};
	const split = node(
		'Split Out',
		'n8n-nodes-base.splitOut',
		1,
		{ fieldToSplitOut: 'body.items' },
		[200, 0],
	);
	const nodes = [webhook, split, ...chain];
	const connections: IConnections = {};
	nodes.slice(1).forEach((next, index) => {
		connections[nodes[index]?.name ?? ''] = {
			main: [[{ node: next.name, type: 'main', index: 0 }]],
		};
	});
	const settings = { executionOrder: 'v1' as const };
	const { id } = await rest.createWorkflow({ name, nodes, connections, settings });
	await rest.activate(id);
	const url = `${rest.url}/webhook/${path}`;
	return { name, workflowId: id, url, nodes: chain.map((one) => one.name), signs };
}

function httpRequest(url: string, more: IDataObject = {}): INode {
	const parameters = {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ $json }}',
		options: {},
		...more,
	};
	return node('HTTP Request', 'n8n-nodes-base.httpRequest', 4.2, parameters, [600, 0]);
}

async function contenders(rest: RestClient, receiver: string) {
	const type = 'webhookSigningSecretApi';
	const secret = await rest.createCredential(type, { secret: SECRET });
	const crypto = await rest.createCredential('crypto', { hmacSecret: SECRET });
	const signed = (options: IDataObject): INode => ({
		...node(
			'Signed Webhook',
			`${PACKAGE}.signedWebhook`,
			1,
			{ url: receiver, options: { allowHttp: true, ...options } },
			[400, 0],
		),
		credentials: { [type]: { id: secret.id, name: secret.name } },
	});
	const hmac: INode = {
		...node(
			'Crypto',
			'n8n-nodes-base.crypto',
			2,
			{
				action: 'hmac',
				type: 'SHA256',
				value: '={{ JSON.stringify($json) }}',
				dataPropertyName: 'signature',
				encoding: 'base64',
			},
			[400, 0],
		),
		credentials: { crypto: { id: crypto.id, name: crypto.name } },
	};
	const signedRequest = httpRequest(receiver, {
		sendHeaders: true,
		headerParameters: {
			parameters: [{ name: 'webhook-signature', value: '=v1,{{ $json.signature }}' }],
		},
	});
	return {
		own: await publish(rest, 'Signed Webhook, all at once', true, [signed(ALL_AT_ONCE)]),
		byDefault: await publish(rest, 'Signed Webhook, 10 at once', true, [signed({})]),
		httpRequest: await publish(rest, 'HTTP Request', false, [httpRequest(receiver)]),
		handBuilt: await publish(rest, 'Crypto + HTTP Request', true, [hmac, signedRequest]),
	};
}

/** How long the nodes that send took, in ms. */
async function round(
	rest: RestClient,
	receiver: ChildProcess,
	{ name, workflowId, url, nodes, signs }: Contender,
): Promise<number> {
	const items = Array.from({ length: ITEMS }, (_, number) => ({
		id: randomUUID(),
		number,
		text: 'x'.repeat(ITEM_BYTES - 70),
	}));
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ items }),
	});
	if (!answer.ok) throw new Error(`${name}: n8n answered ${answer.status}`);
	const { id } = await until(
		async () => {
			const [newest] = await rest.executions(workflowId);
			return newest && !['new', 'running'].includes(newest.status) && newest;
		},
		{ what: 'the items to be sent', deadlineMs: 120_000, everyMs: 250 },
	);
	const { status, data } = await rest.execution(id);
	if (status !== 'success') throw new Error(`${name} ended as ${status}`);
	const { requests, signed } = await heard(receiver);
	if (requests !== ITEMS || signed !== (signs ? ITEMS : 0)) {
		throw new Error(`${name}: ${requests} requests arrived, ${signed} signed`);
	}
	await rest.deleteExecutions(workflowId);
	return nodes
		.map((one) => data.resultData.runData[one]?.[0]?.executionTime ?? NaN)
		.reduce((sum, time) => sum + time);
}

async function heard(receiver: ChildProcess): Promise<Received> {
	receiver.send('count');
	const [received] = (await once(receiver, 'message')) as [Received];
	return received;
}

/** Signed Webhook beside what people send with otherwise, in turn on one n8n. */
async function measure(): Promise<Row[]> {
	return await onStage(async ({ host, tarball, onEnd }) => {
		const receiver = fork(join(__dirname, 'receiver.ts'), { execArgv: ['--import', 'tsx'] });
		onEnd(async () => receiver.kill());
		const [port] = (await once(receiver, 'message')) as [number];
		const profiles = process.env.BENCH_PROFILE;
		const env: Record<string, string> =
			profiles === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}` };
		const n8n = await prepareN8n({ host, tarball, env });
		onEnd(async () => {
			await n8n.stop();
			await n8n.dispose();
		});
		await n8n.start();

		const all = await contenders(n8n.rest, `http://127.0.0.1:${port}/hooks`);
		const take = async (one: Contender) => await round(n8n.rest, receiver, one);
		for (const one of Object.values(all)) await take(one);
		const times = await interleaved(Object.values(all), ROUNDS, take);
		const { own, byDefault, httpRequest: plain, handBuilt } = all;
		const rows: Row[] = Object.values(all).map((one) => ({
			what: `${ITEMS} items by ${one.name}`,
			unit: 'ms',
			figures: times.get(one) ?? [],
		}));
		const pair = (one: Contender, other: Contender, atMost?: number): Row => ({
			what: `${one.name} ÷ ${other.name}`,
			unit: '×',
			figures: ratios(times.get(one), times.get(other)),
			...(atMost === undefined ? {} : { goal: { atMost } }),
		});
		return [
			pair(own, plain, 0.95),
			pair(own, handBuilt, 0.5),
			pair(byDefault, plain),
			pair(byDefault, handBuilt),
			...rows,
		];
	});
}

void condition(measure);
