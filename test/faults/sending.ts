import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import { untilExecutions } from '../support/executions';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import type { Credential, Execution } from '../support/rest.types';
import { byType, node, PACKAGE } from '../support/workflows';
import { handOver } from './handOver';
import { seeded } from './random';
import { type Manner, manners, MOST_AT_ONCE, MOST_PER_MINUTE, Receiver } from './receivers';
import type { PartResult } from './result';
import type { Suite, SuiteOptions } from './suite';

const ITEMS = { full: 40, quick: 8 };
const LIMIT_MS = 240_000;

export const sending: Suite = {
	name: 'sending',
	tries: 'receivers that fail, hang, break off, limit and redirect, and Hand Over through kills',
	async run(bed, options) {
		const n8n = await bed.shared();
		const signing = await n8n.rest.createCredential('webhookSigningSecretApi', {
			secret: `secret-${randomUUID()}`,
		});
		const tried = manners.filter(
			({ what, isQuick }) => (isQuick || !options.quick) && what.includes(options.only),
		);
		options.log(tried.map(({ what }) => what).join(', '));
		const outcomes = await Promise.all(
			tried.map(async (manner) => await tryManner(n8n.rest, signing, manner, options)),
		);
		const rows = outcomes.map(({ row }) => row);
		const misses = outcomes.flatMap(({ missed }, i) =>
			missed.map((miss) => `${tried[i]?.what}: ${miss}`),
		);
		const results: PartResult[] = [
			{
				title: `Signed Webhook and a receiver that …, seed ${options.seed}`,
				header: [
					'receiver',
					'items',
					'requests',
					'delivered',
					'failed',
					'accepted twice (wanted)',
					'told wrongly (wanted)',
					'limits passed (wanted)',
				],
				rows,
				misses,
			},
		];
		if (!options.quick && 'Hand Over'.includes(options.only))
			results.push(await handOver(n8n, signing, options));
		return results;
	},
};

/** Sends items in one execution, and compares what the node tells of each with what the receiver saw. */
async function tryManner(
	rest: RestClient,
	signing: Credential,
	manner: Manner,
	{ quick, seed }: SuiteOptions,
): Promise<{ row: string[]; missed: string[] }> {
	const receiver = await Receiver.start(manner, seeded(seed));
	const count = ITEMS[quick ? 'quick' : 'full'];
	const { nodes, connections, path } = sendingWorkflow(signing, receiver.url, manner.options);
	const { id } = await rest.createWorkflow({
		name: `Faults: receiver, ${manner.what}`,
		nodes,
		connections,
		settings: { executionOrder: 'v1' },
	});
	await rest.activate(id);
	const items = Array.from({ length: count }, (_, n) => ({ n }));
	await until(
		async () =>
			(
				await fetch(`${rest.url}/webhook/${path}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ items }),
				})
			).ok,
		{ what: 'the webhook of the workflow' },
	);
	const [execution] = await untilExecutions(rest, id, 1, LIMIT_MS);
	if (!execution) throw new Error('There was no execution');
	await rest.deactivate(id);
	await receiver.close();

	const missed: string[] = [];
	let requests = 0;
	let acceptedTwice = 0;
	let toldWrongly = 0;
	const told = { delivered: 0, failed: 0 };
	const all = reportsIn(execution);
	for (const { n } of items) {
		const body = JSON.stringify({ n });
		const seen = receiver.requestsOf(body);
		requests += seen.length;
		const accepted = seen.filter((request) => receiver.accepted(request)).length;
		if (accepted > 1) acceptedTwice++;
		const ids = new Set(seen.map(({ headers }) => headers['webhook-id']));
		const reports = all.filter(({ item }) => item === n);
		const [report] = reports;
		const isDelivered = report?.output === 0;
		if (report) told[isDelivered ? 'delivered' : 'failed']++;
		const attempts = report?.attempts ?? -1;
		// A connection whose certificate is refused brings the receiver no request.
		const isTold = manner.badCertificate ? attempts > 0 : attempts === seen.length;
		const isRight =
			reports.length === 1 && isTold && ids.size <= 1 && accepted === (isDelivered ? 1 : 0);
		if (!isRight) {
			toldWrongly++;
			missed.push(
				`item ${n}: ${reports.length} reports, ${attempts} attempts told of ${seen.length}, accepted ${accepted} times`,
			);
		}
	}
	if (manner.wanted !== 'either' && told[manner.wanted] !== count) {
		missed.push(`${told[manner.wanted]} of ${count} items ${manner.wanted}`);
	}
	if (receiver.redirected > 0) missed.push(`${receiver.redirected} requests followed a redirect`);
	const { maxPerMinute, maxConcurrent } = manner.options ?? {};
	const passed =
		(maxPerMinute !== undefined && receiver.mostInAMinute() > MOST_PER_MINUTE ? 1 : 0) +
		(maxConcurrent !== undefined && receiver.mostAtOnce > MOST_AT_ONCE ? 1 : 0);
	if (passed > 0) {
		missed.push(`${receiver.mostInAMinute()} in a minute, ${receiver.mostAtOnce} at once`);
	}
	return {
		row: [
			manner.what,
			String(count),
			String(requests),
			String(told.delivered),
			String(told.failed),
			`${acceptedTwice} (0)`,
			`${toldWrongly} (0)`,
			`${passed} (0)`,
		],
		missed,
	};
}

/** Webhook → an item each → Signed Webhook, whose failures leave by its error output. */
function sendingWorkflow(
	signing: Credential,
	url: string,
	options: Manner['options'],
): { nodes: INode[]; connections: Record<string, never>; path: string } {
	const path = randomUUID();
	const nodes: INode[] = [
		{
			...node('Start', 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path }, [0, 0]),
			webhookId: path,
		},
		node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.items' }, [200, 0]),
		{
			...node(
				'Send',
				`${PACKAGE}.signedWebhook`,
				1,
				{
					url,
					payload: 'json',
					jsonBody: '={{ JSON.stringify({ n: $json.n }) }}',
					signature: 'hookSignature',
					retries: 'custom',
					waits: '1, 1, 2, 2, 3',
					options: { allowHttp: true, timeoutSeconds: 2, ...options },
				},
				[400, 0],
			),
			credentials: byType([signing]),
			onError: 'continueErrorOutput',
		},
	];
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return { nodes, connections: { Start: to('Split'), Split: to('Send') } as never, path };
}

/** What the node told of each item: which it was, by which output it left, and how many attempts it made. */
function reportsIn({ data }: Execution): Array<{ item: number; output: number; attempts: number }> {
	const outputs = data.resultData.runData.Send?.[0]?.data?.main ?? [];
	return outputs.flatMap((items, output) =>
		(items ?? []).map(({ json, pairedItem }) => {
			const delivery = json.delivery as { attempts?: unknown[] } | undefined;
			const from = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
			const item = typeof from === 'object' ? from.item : (from ?? -1);
			return { item, output, attempts: delivery?.attempts?.length ?? -1 };
		}),
	);
}
