import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';

import { cancellableSleep } from '../lib/abort';
import { type CallDependencies, EXECUTION } from '../vendorApi/call';
import { narrowed } from './answer';
import { credentialReader } from './credential';
import { failedItem, itemError } from './failedItem';
import { ItemRun } from './itemRun';
import { type ActionTable, ItemsWithFiles, type Operation, type Output } from './operation';

/** The time that an action goes by, injected so that tests need no clock. */
export interface ActionClock {
	sleep(ms: number, signal?: AbortSignal): Promise<unknown>;
	nowMs(): number;
}

const realClock: ActionClock = { sleep: cancellableSleep, nowMs: Date.now };

/**
 * Runs the chosen operation for each item of the input, one after the other, and gives the items in their order, each
 * linked to the one that it comes from.
 *
 * @throws NodeApiError or NodeOperationError for the first item that fails, unless the node is to continue;
 * NodeOperationError when the execution is stopped
 */
export async function runAction(
	context: IExecuteFunctions,
	table: ActionTable,
	clock: ActionClock = realClock,
): Promise<INodeExecutionData[][]> {
	const results: INodeExecutionData[] = [];
	const count = context.getInputData().length;
	if (count === 0) return [results];

	const node = context.getNode();
	const operation = chosenOperation(context, table);
	const dependencies = dependenciesOf(context, table, clock);
	const credential = credentialReader(context, table.api.credentialType);
	for (let index = 0; index < count; index++) {
		try {
			dependencies.signal?.throwIfAborted();
			const run = new ItemRun(context, table.api, index, dependencies, credential);
			results.push(...itemsOf(await operation.execute(run), run, operation));
		} catch (cause) {
			if (dependencies.signal?.aborted) {
				throw new NodeOperationError(node, 'The execution was stopped before all items were done');
			}
			const error = itemError(node, index, cause);
			if (!context.continueOnFail()) throw error;
			results.push(failedItem(node, index, error));
		}
	}
	return [results];
}

function dependenciesOf(
	context: IExecuteFunctions,
	{ api }: ActionTable,
	clock: ActionClock,
): CallDependencies {
	const maxRetryAfterMs = api.longestWaitMs ?? EXECUTION.maxRetryAfterMs;
	const signal = context.getExecutionCancelSignal();
	return {
		nowMs: () => clock.nowMs(),
		sleep: async (ms) => await clock.sleep(ms, signal),
		retries: { ...EXECUTION, maxRetryAfterMs },
		signal,
	};
}

function chosenOperation(context: IExecuteFunctions, { resources }: ActionTable): Operation {
	const chosen = (name: string) => String(context.getNodeParameter(name, 0));
	const resource = resources.find(({ value }) => value === chosen('resource'));
	const operation = resource?.operations.find(({ value }) => value === chosen('operation'));
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`There is no operation ${chosen('operation')} of the resource ${chosen('resource')}`,
		{ description: 'Choose the resource and the operation again.' },
	);
}

function itemsOf(output: Output, run: ItemRun, { answer }: Operation): INodeExecutionData[] {
	const pairedItem = { item: run.itemIndex };
	return entriesOf(output).map(({ json, ...files }) => ({
		json: answer ? narrowed(run, answer, json) : json,
		...files,
		pairedItem,
	}));
}

function entriesOf(output: Output): ItemsWithFiles['items'] {
	if (output instanceof ItemsWithFiles) return output.items;
	const list = Array.isArray(output) ? (output as IDataObject[]) : [output as IDataObject];
	return list.map((json) => ({ json }));
}
