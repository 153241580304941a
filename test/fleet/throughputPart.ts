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

/** What a round found. */
interface Round {
	/** Events that were acknowledged in a second, while they were sent as fast as they were. */
	readonly taken: number;
	/** Executions that ended in a second, from the first start to the last end. */
	readonly executed: number;
	/** Transactions of n8n's database for an event. */
	readonly transactions: number;
	/** By which n8n's database grew for an event. */
	readonly kilobytes: number;
}

/** Executions that wait 1 s, as many a second as one worker, and then two, get done. */
export async function throughputPart(
	fleet: Fleet,
	secret: Credential,
	log: (line: string) => void,
): Promise<PartResult> {
	const rounds = new Map<number, Round[]>([
		[1, []],
		[2, []],
	]);
	const [, second] = fleet.workers;
	for (let i = 0; i < ROUNDS; i++) {
		for (const [workers, found] of rounds) {
			if (workers === 1) await second?.stop();
			else await second?.start();
			const round = await measure(fleet, secret);
			found.push(round);
			log(`Throughput: ${workers} workers: ${round.executed.toFixed(1)} executions a second`);
		}
	}
	const executed = [...rounds].map(([, found]) => mean(found, 'executed'));
	const [one = 0, two = 0] = executed;
	return {
		title: `Executions that wait 1 s, ${EVENTS} events, 10 at once a worker: two workers wanted 1.5 × one`,
		header: [
			'workers',
			'executions a second',
			'in each round',
			'against one',
			'events taken a second',
			'transactions an event',
			'KB of database an event',
		],
		rows: [...rounds].map(([workers, found]) => [
			String(workers),
			mean(found, 'executed').toFixed(1),
			found.map((round) => round.executed.toFixed(1)).join(', '),
			(mean(found, 'executed') / one).toFixed(2),
			...(['taken', 'transactions', 'kilobytes'] as const).map((what) =>
				mean(found, what).toFixed(1),
			),
		]),
		misses: two >= 1.5 * one ? [] : [`two workers do ${(two / one).toFixed(2)} of one, wanted 1.5`],
	};
}

function mean(found: readonly Round[], what: keyof Round): number {
	return found.reduce((sum, round) => sum + round[what], 0) / found.length;
}

async function measure(fleet: Fleet, secret: Credential): Promise<Round> {
	const { workflowId, path } = await receiverOn(fleet, 'Throughput', secret, WAIT_1_S);
	const urls = fleet.processors.map(({ url }) => url + path);
	const left = Array.from({ length: EVENTS }, newEventId);
	const before = await databaseOf(fleet);
	const beganMs = Date.now();
	await Promise.all(
		Array.from({ length: SENDERS }, async (_, i) => {
			for (let id = left.pop(); id !== undefined; id = left.pop()) {
				await sendEvent(urls[i % urls.length] ?? '', id);
			}
		}),
	);
	const taken = (EVENTS * 1000) / (Date.now() - beganMs);
	await untilDone(fleet.postgres, workflowId, EVENTS);
	const after = await databaseOf(fleet);
	const [[seconds = ''] = []] = await fleet.postgres.query(
		`SELECT extract(epoch from max("stoppedAt") - min("startedAt")) FROM execution_entity WHERE "workflowId" = '${workflowId}'`,
	);
	await fleet.rest.deactivate(workflowId);
	return {
		taken,
		executed: EVENTS / Number(seconds),
		transactions: (after.transactions - before.transactions) / EVENTS,
		kilobytes: (after.bytes - before.bytes) / 1024 / EVENTS,
	};
}

async function databaseOf({ postgres }: Fleet): Promise<{ transactions: number; bytes: number }> {
	const [[transactions, bytes] = []] = await postgres.query(
		'SELECT xact_commit, pg_database_size(datname) FROM pg_stat_database WHERE datname = current_database()',
	);
	return { transactions: Number(transactions), bytes: Number(bytes) };
}
