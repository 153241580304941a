import type { IRunExecutionData } from 'n8n-workflow';
import { unflatten } from '../support/flatted';
import { until } from '../support/poll';
import { eventIdIn } from './events';
import type { Postgres } from './postgres';

/** An execution as n8n's database has it. */
export interface StoredExecution {
	readonly id: string;
	readonly status: string;
	/** Of the event that started it; undefined where n8n erased what it was about. */
	readonly eventId: string | undefined;
	readonly data: string;
}

const OPEN = ['new', 'running', 'waiting', 'unknown'];

/** All executions of a workflow. */
export async function storedExecutions(
	postgres: Postgres,
	workflowId: string,
): Promise<StoredExecution[]> {
	const rows = await postgres.query(
		`SELECT e.id, e.status, coalesce(d.data, '') FROM execution_entity e
		 LEFT JOIN execution_data d ON d."executionId" = e.id WHERE e."workflowId" = '${workflowId}' ORDER BY e.id`,
	);
	return rows.map(([id = '', status = '', data = '']) => ({
		...{ id, status, data },
		eventId: eventIdIn(data),
	}));
}

/** How many executions of a workflow have each status. */
export async function statusesOf(
	postgres: Postgres,
	workflowId: string,
): Promise<Map<string, number>> {
	const rows = await postgres.query(
		`SELECT status, count(*) FROM execution_entity WHERE "workflowId" = '${workflowId}' GROUP BY status`,
	);
	return new Map(rows.map(([status = '', count]) => [status, Number(count)]));
}

/** Waits until a workflow has at least `count` executions and none is under way. */
export async function untilDone(
	postgres: Postgres,
	workflowId: string,
	count: number,
	deadlineMs = 120_000,
): Promise<StoredExecution[]> {
	await until(
		async () => {
			const statuses = await statusesOf(postgres, workflowId);
			const all = [...statuses.values()].reduce((sum, each) => sum + each, 0);
			return all >= count && OPEN.every((status) => !statuses.has(status));
		},
		{ what: `${count} finished executions`, deadlineMs, everyMs: 500 },
	);
	return await storedExecutions(postgres, workflowId);
}

/** How often each event was executed. */
export function timesExecuted(executions: readonly StoredExecution[]): Map<string, number> {
	const times = new Map<string, number>();
	for (const { eventId } of executions) {
		if (eventId !== undefined) times.set(eventId, (times.get(eventId) ?? 0) + 1);
	}
	return times;
}

/** Those of the executions in which this node ran. */
export function inWhichRan(
	executions: readonly StoredExecution[],
	node: string,
): StoredExecution[] {
	return executions.filter(({ data }) => {
		if (data === '') return false;
		const { resultData } = unflatten(data) as IRunExecutionData;
		return (resultData.runData[node] ?? []).some(
			({ data: output, executionStatus }) =>
				executionStatus === 'success' && (output?.main ?? []).flat().length > 0,
		);
	});
}
