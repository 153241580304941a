import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { until } from './poll';
import type { RestClient } from './rest';
import type { Execution } from './rest.types';

const UNFINISHED = ['new', 'running', 'waiting'];

/** Waits until a workflow has `count` executions, all finished, and returns them, oldest first. */
export async function untilExecutions(
	rest: RestClient,
	workflowId: string,
	count: number,
	deadlineMs = 30_000,
): Promise<Execution[]> {
	const summaries = await until(
		async () => {
			const found = await rest.executions(workflowId);
			const finished = found.filter(({ status }) => !UNFINISHED.includes(status));
			return found.length >= count && finished.length === found.length && found;
		},
		{ what: `${count} finished executions`, deadlineMs, everyMs: 100 },
	);
	if (summaries.length > count) {
		throw new Error(`Expected ${count} executions, found ${summaries.length}`);
	}
	const ids = summaries.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
	return await Promise.all(ids.map(async (id) => await rest.execution(id)));
}

/** The items that a node put out in its first run of an execution; none when it did not run. */
export function itemsOf(execution: Execution, node: string, output = 0): IDataObject[] {
	const [run] = execution.data.resultData.runData[node] ?? [];
	const items: INodeExecutionData[] = run?.data?.main?.[output] ?? [];
	return items.map(({ json }) => json);
}

/** The error that ended an execution, as n8n shows it. */
export function errorOf(execution: Execution): string {
	return execution.data.resultData.error?.message ?? execution.status;
}
