/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PartResult } from '../faults/result';
import type { Credential } from '../support/rest.types';
import { NODES } from '../support/workflows';
import {
	inWhichRan,
	type StoredExecution,
	storedExecutions,
	timesExecuted,
	untilDone,
} from './executions';
import type { Fleet } from './fleet';
import { GUARDED, postgresGuard } from './guards';
import { type Receiver, receiverOn } from './receiver';
import type { Server } from './server';
import { Traffic } from './traffic';

/** To each of the two workflows. */
const EVENTS_A_SECOND = 8;
/** A sender that does not give up while something is away. */
const PERSISTENT = { repetitions: 20, waitMs: 3_000 };
const WARM_UP_MS = 5_000;
/** How long a process that was killed is away before somebody starts it again. */
const AWAY_MS = 5_000;
const DATABASE_AWAY_MS = 20_000;
/** n8n looks for the executions of a dead worker every 30 s, and finds one dead after a minute. */
const SETTLED_MS = 120_000;

const WORK = {
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { resume: 'timeInterval', amount: 1, unit: 'seconds' },
} as const;

interface Scenario {
	readonly title: string;
	/** What happens while events come. */
	happen(fleet: Fleet): Promise<void>;
}

/** A process of n8n dies. */
export const KILLS: readonly Scenario[] = [
	{
		title: 'a worker killed, twice',
		happen: async ({ workers }) => {
			for (const worker of workers) await killAndStart(worker);
		},
	},
	{
		title: 'each processor killed',
		happen: async ({ processors }) => {
			for (const processor of processors) await killAndStart(processor);
		},
	},
];

/** All of n8n stays, and its database does not. */
export const DATABASE_AWAY: readonly Scenario[] = [
	{
		title: `the database away for ${DATABASE_AWAY_MS / 1000} s`,
		happen: async (fleet) => {
			await fleet.postgres.kill();
			await sleep(DATABASE_AWAY_MS);
			await fleet.postgres.start();
			await fleet.startWhatEnded();
		},
	},
];

async function killAndStart(server: Server): Promise<void> {
	await server.kill();
	await sleep(AWAY_MS);
	await server.start();
	await sleep(WARM_UP_MS);
}

/** A workflow whose executions take a second, without a guard and with one. */
interface Subject {
	readonly title: string;
	readonly receiver: Receiver;
	/** The node that does the work. */
	readonly work: string;
	readonly isGuarded: boolean;
}

/** Processes are killed, and the database goes away, while a sender that repeats sends events. */
export async function killedPart(
	fleet: Fleet,
	secret: Credential,
	scenarios: readonly Scenario[],
	log: (line: string) => void,
): Promise<PartResult> {
	const proxy = await fleet.openFront('haproxy', 'sticky');
	const rows: string[][] = [];
	const misses: string[] = [];
	for (const { title, happen } of scenarios) {
		const subjects = await openSubjects(fleet, secret);
		const traffics = subjects.map(
			({ receiver }) => new Traffic([fleet.frontUrl + receiver.path], EVENTS_A_SECOND, PERSISTENT),
		);
		await sleep(WARM_UP_MS);
		await happen(fleet);
		await sleep(WARM_UP_MS);
		await Promise.all(traffics.map(async (traffic) => await traffic.stop()));
		const settledMs = Date.now() + SETTLED_MS;
		for (const [i, subject] of subjects.entries()) {
			const name = `${title}, ${subject.title}`;
			const count = await outcomeOf(fleet, subject, traffics[i] as Traffic, settledMs);
			rows.push([name, ...Object.values(count).map(String)]);
			if (count.lost > 0) misses.push(`${name}: ${count.lost} lost without a trace, wanted 0`);
			if (subject.isGuarded && count.twice > 0) {
				misses.push(`${name}: ${count.twice} worked twice, wanted 0`);
			}
			log(`Killed: ${name}: ${JSON.stringify(count)}`);
			await fleet.rest.deactivate(subject.receiver.workflowId);
		}
	}
	await proxy.stop();
	return {
		title: 'Under load, with a sender that repeats',
		header: [
			'what, workflow',
			'events',
			'acknowledged',
			'worked',
			'worked twice',
			'stopped short, payload there',
			'stopped short, payload erased',
			'lost without a trace (wanted 0)',
		],
		rows,
		misses,
	};
}

async function openSubjects(fleet: Fleet, secret: Credential): Promise<Subject[]> {
	const bare = await receiverOn(fleet, 'Killed', secret, { ...WORK, credentials: [] });
	const guarded = await postgresGuard.open(fleet, secret, ({ nodes }) => {
		for (const node of nodes) if (node.name === GUARDED.work) Object.assign(node, WORK);
	});
	return [
		{ title: 'no guard', receiver: bare, work: NODES.forward, isGuarded: false },
		{ title: 'guard', receiver: guarded, work: GUARDED.work, isGuarded: true },
	];
}

async function outcomeOf(
	{ postgres }: Fleet,
	{ receiver: { workflowId }, work }: Subject,
	traffic: Traffic,
	settledMs: number,
) {
	const taken = traffic.taken();
	const patienceMs = Math.max(1_000, settledMs - Date.now());
	const executions = await untilDone(postgres, workflowId, taken.length, patienceMs).catch(
		async () => await storedExecutions(postgres, workflowId),
	);
	const worked = timesExecuted(inWhichRan(executions, work));
	const never = new Set(taken.filter((id) => !worked.has(id)));
	const unsuccessful = executions.filter(({ status }) => status !== 'success');
	const there = eventsIn(unsuccessful).filter((id) => never.delete(id)).length;
	const withoutPayload = unsuccessful.filter(({ eventId }) => eventId === undefined).length;
	const erased = Math.min(never.size, withoutPayload);
	return {
		events: traffic.answers.size,
		acknowledged: taken.length,
		worked: worked.size,
		twice: [...worked.values()].filter((times) => times > 1).length,
		there,
		erased,
		lost: never.size - erased,
	};
}

function eventsIn(executions: readonly StoredExecution[]): string[] {
	return [...new Set(executions.flatMap(({ eventId }) => eventId ?? []))];
}
