import type { PartResult } from '../faults/result';
import type { Credential } from '../support/rest.types';
import { newEventId, sendEvent } from './events';
import { untilDone } from './executions';
import type { Fleet } from './fleet';
import { receiverOn } from './receiver';

const EVENTS = 300;
const ROUNDS = 2;
const SENDERS = 20;

const WAIT_1_S = {
	type: 'n8n-nodes-base.wait',
	parameters: { resume: 'timeInterval', amount: 1, unit: 'seconds' },
	credentials: [],
};

/** Executions that wait 1 s, as many a second as one worker, and then two, get done. */
export async function throughputPart(
	fleet: Fleet,
	secret: Credential,
	log: (line: string) => void,
): Promise<PartResult> {
	const perSecond = new Map<number, number[]>([
		[1, []],
		[2, []],
	]);
	const [, second] = fleet.workers;
	for (let round = 0; round < ROUNDS; round++) {
		for (const [workers, rates] of perSecond) {
			if (workers === 1) await second?.stop();
			else await second?.start();
			const rate = await measure(fleet, secret);
			rates.push(rate);
			log(`Throughput: ${workers} workers: ${rate.toFixed(1)} executions a second`);
		}
	}
	const means = [...perSecond].map(
		([workers, rates]) => [workers, rates.reduce((a, b) => a + b, 0) / rates.length] as const,
	);
	const [one = 0, two = 0] = means.map(([, rate]) => rate);
	return {
		title: `Executions a second that wait 1 s, ${EVENTS} events, 10 at once a worker`,
		header: ['workers', 'mean', 'rounds', 'against one worker'],
		rows: means.map(([workers, rate]) => [
			String(workers),
			rate.toFixed(1),
			(perSecond.get(workers) ?? []).map((each) => each.toFixed(1)).join(', '),
			(rate / one).toFixed(2),
		]),
		misses: two >= 1.5 * one ? [] : [`two workers do ${(two / one).toFixed(2)} of one, wanted 1.5`],
	};
}

/** Executions a second, from the first event to the last end. */
async function measure(fleet: Fleet, secret: Credential): Promise<number> {
	const { workflowId, path } = await receiverOn(fleet, 'Throughput', secret, WAIT_1_S);
	const urls = fleet.processors.map(({ url }) => url + path);
	const left = Array.from({ length: EVENTS }, newEventId);
	await Promise.all(
		Array.from({ length: SENDERS }, async (_, i) => {
			for (let id = left.pop(); id !== undefined; id = left.pop()) {
				await sendEvent(urls[i % urls.length] ?? '', id);
			}
		}),
	);
	await untilDone(fleet.postgres, workflowId, EVENTS);
	const [[seconds = ''] = []] = await fleet.postgres.query(
		`SELECT extract(epoch from max("stoppedAt") - min("startedAt")) FROM execution_entity WHERE "workflowId" = '${workflowId}'`,
	);
	await fleet.rest.deactivate(workflowId);
	return EVENTS / Number(seconds);
}
