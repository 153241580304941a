/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import { startSink } from '../simulators';
import { durableWorkflow } from '../support/durableWorkflow';
import type { N8n } from '../support/n8n';
import { until } from '../support/poll';
import type { Credential } from '../support/rest.types';
import { inParallel } from './parallel';
import { seeded } from './random';
import type { PartResult } from './result';
import type { SuiteOptions } from './suite';

const ITEMS = 50;
const KILLS = 3;
/** The receiver is away for the first attempt of each; n8n stores waits of 65 s and more. */
const WAIT_SECONDS = 80;
const DELIVERED_MS = 180_000;

/** Items wait for their next attempt, one in an execution, while n8n is killed three times. */
export async function handOver(
	n8n: N8n,
	signing: Credential,
	{ seed, log }: SuiteOptions,
): Promise<PartResult> {
	const random = seeded(seed);
	const sink = await startSink();
	const { workflow, path } = durableWorkflow(signing, {
		url: sink.url,
		retries: 'custom',
		waits: `${WAIT_SECONDS}, ${WAIT_SECONDS}`,
		options: { allowHttp: true },
	});
	const { id } = await n8n.rest.createWorkflow(workflow);
	await n8n.rest.activate(id);
	sink.failNext({ status: 503, times: ITEMS });
	const bodies = Array.from({ length: ITEMS }, (_, n) => JSON.stringify({ n }));
	const post = async (body: string) =>
		await until(
			async () =>
				(
					await fetch(n8n.url + path, {
						method: 'POST',
						headers: { 'content-type': 'application/json' },
						body,
					})
				).ok,
			{ what: 'the webhook of the workflow' },
		);
	await inParallel(
		bodies.map((body) => async () => await post(body)),
		5,
	);
	const statuses = async () => (await n8n.rest.executions(id)).map(({ status }) => status);
	await until(async () => (await statuses()).filter((each) => each === 'waiting').length >= ITEMS, {
		what: 'all items to wait',
	});
	for (let kill = 1; kill <= KILLS; kill++) {
		log(`Hand Over: kill ${kill} of ${KILLS}`);
		await n8n.kill();
		await n8n.start();
		await sleep(random() * 5_000);
	}
	const acceptedOf = (body: string) =>
		sink.requests.filter((request) => request.status === 200 && request.body.toString() === body);
	await until(async () => (await statuses()).every((status) => status !== 'waiting'), {
		what: 'all items to be delivered',
		deadlineMs: DELIVERED_MS,
		everyMs: 500,
	}).catch(() => undefined);
	const crashed = (await statuses()).filter((status) => status === 'crashed').length;
	const once = bodies.filter((body) => acceptedOf(body).length === 1).length;
	const twice = bodies.filter((body) => acceptedOf(body).length > 1).length;
	const ids = bodies.filter(
		(body) =>
			new Set(
				sink.requests
					.filter((request) => request.body.toString() === body)
					.map(({ headers }) => headers['webhook-id']),
			).size === 1,
	).length;
	await n8n.rest.deactivate(id);
	await sink.close();
	const misses: string[] = [];
	if (once !== ITEMS) misses.push(`${once} of ${ITEMS} items were delivered once`);
	if (ids !== ITEMS) misses.push(`${ITEMS - ids} items changed their message id`);
	return {
		title: `Hand Over, ${ITEMS} items wait while n8n is killed ${KILLS} times`,
		header: ['items', 'delivered once (wanted)', 'twice (wanted)', 'same id (wanted)', 'crashed'],
		rows: [
			[String(ITEMS), `${once} (${ITEMS})`, `${twice} (0)`, `${ids} (${ITEMS})`, String(crashed)],
		],
		misses,
	};
}
