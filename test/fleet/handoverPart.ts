/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PartResult } from '../faults/result';
import { until } from '../support/poll';
import type { Credential } from '../support/rest.types';
import { newEventId } from './events';
import { statusesOf, storedExecutions } from './executions';
import type { Fleet } from './fleet';
import { HandoverReceiver } from './handoverReceiver';
import { type HandoverWorkflow, openHandover, type Shape } from './handoverWorkflows';

const ITEMS = 50;
const SHAPES: readonly Shape[] = ['one each', 'together', 'sub-workflow each'];
/** Of the receiver's 3 s for an item, as many as may pass before both workers are killed. */
const INTO_SENDING_MS = 4_000;
const SETTLED_MS = 160_000;

interface Run {
	readonly workflow: HandoverWorkflow;
	readonly receiver: HandoverReceiver;
	readonly ids: readonly string[];
}

/** Items are handed over, and both workers are killed: while the items wait, and while they are sent. */
export async function handoverPart(
	fleet: Fleet,
	secret: Credential,
	log: (line: string) => void,
): Promise<PartResult> {
	const rows: string[][] = [];
	const misses: string[] = [];
	for (const when of ['while they wait', 'while they are sent'] as const) {
		const runs = await Promise.all(
			SHAPES.map(async (shape) => await openRun(fleet, secret, shape)),
		);
		for (const { receiver } of runs) receiver.manner = when === 'while they wait' ? 'away' : 'slow';
		await Promise.all(runs.map(async ({ workflow, ids }) => await workflow.begin(ids)));
		if (when === 'while they wait') {
			await until(async () => await allWait(fleet, runs), {
				what: 'all items to wait',
				deadlineMs: 70_000,
				everyMs: 500,
			});
		} else {
			await until(() => runs.some(({ receiver }) => receiver.requests > 0), { what: 'a request' });
			await sleep(INTO_SENDING_MS);
		}
		await Promise.all(fleet.workers.map(async (worker) => await worker.kill()));
		for (const { receiver } of runs) receiver.manner = 'good';
		await Promise.all(fleet.workers.map(async (worker) => await worker.start()));
		log(`Hand Over: both workers were killed ${when}`);
		await until(async () => await noneOpen(fleet, runs), {
			what: 'the executions to end',
			deadlineMs: SETTLED_MS,
			everyMs: 1_000,
		}).catch(() => undefined);

		for (const { workflow, receiver, ids } of runs) {
			const once = ids.filter((id) => receiver.taken.get(id) === 1).length;
			const twice = ids.filter((id) => (receiver.taken.get(id) ?? 0) > 1).length;
			const never = ids.length - once - twice;
			const ended = await endedByN8n(fleet, workflow);
			const name = `${workflow.shape}, killed ${when}`;
			rows.push([name, ...[ids.length, once, twice, never, ended.there, ended.erased].map(String)]);
			log(`Hand Over: ${name}: ${once} once, ${twice} twice, ${never} never`);
			if (when === 'while they wait' && once !== ids.length) {
				misses.push(`${name}: ${once} of ${ids.length} delivered once`);
			}
			receiver.close();
			for (const id of workflow.workflowIds) await fleet.rest.deactivate(id);
		}
	}
	return {
		title: `${ITEMS} items with Hand Over, both workers killed: while they wait, all wanted once`,
		header: [
			'items in executions, when',
			'items',
			'delivered once',
			'twice',
			'never',
			'executions ended by n8n, payload there',
			'payload erased',
		],
		rows,
		misses,
	};
}

async function openRun(fleet: Fleet, secret: Credential, shape: Shape): Promise<Run> {
	const receiver = await HandoverReceiver.start();
	const workflow = await openHandover(fleet, secret, shape, receiver.url);
	return { workflow, receiver, ids: Array.from({ length: ITEMS }, newEventId) };
}

/** Whether every item was refused once, and n8n has put all executions with items aside. */
async function allWait(fleet: Fleet, runs: readonly Run[]): Promise<boolean> {
	if (runs.some(({ receiver }) => receiver.requests < ITEMS)) return false;
	const statuses = await statusesOfAll(fleet, runs);
	return !statuses.has('running') && !statuses.has('new') && statuses.has('waiting');
}

async function noneOpen(fleet: Fleet, runs: readonly Run[]): Promise<boolean> {
	const statuses = await statusesOfAll(fleet, runs);
	return !['running', 'new', 'waiting'].some((status) => statuses.has(status));
}

async function statusesOfAll({ postgres }: Fleet, runs: readonly Run[]): Promise<Set<string>> {
	const ids = runs.flatMap(({ workflow }) => workflow.workflowIds);
	const found = await Promise.all(ids.map(async (id) => await statusesOf(postgres, id)));
	return new Set(found.flatMap((statuses) => [...statuses.keys()]));
}

async function endedByN8n({ postgres }: Fleet, { workflowIds }: HandoverWorkflow) {
	const all = await Promise.all(
		workflowIds.map(async (id) => await storedExecutions(postgres, id)),
	);
	const ended = all.flat().filter(({ status }) => status !== 'success');
	const there = ended.filter(({ eventId }) => eventId !== undefined).length;
	return { there, erased: ended.length - there };
}
