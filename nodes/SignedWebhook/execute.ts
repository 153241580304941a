import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { startInOrder } from '../shared/deliver/inOrder';
import { batchError } from './batchError';
import { deliverItem } from './deliverItem';
import type { ExecuteDeps, ItemOutcome } from './deliverItem';
import { itemError, nodeForErrors } from './failure';
import { failedItem } from './failedItem';
import { readOptions } from './readOptions';

/**
 * Delivers every item of the input, and gives one item for each, in the order of the input.
 *
 * When an item fails and the node is not told to continue, no further item is started; those under way are delivered
 * to their end first, and the error says what became of the others. Nothing is cut off half way through, unless the
 * execution is stopped.
 *
 * @throws NodeApiError for the first item that was not delivered, NodeOperationError for the first that could not be
 * sent, unless the node is to continue; NodeOperationError when the execution is stopped
 */
export async function deliverItems(
	context: IExecuteFunctions,
	deps: ExecuteDeps,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	if (items.length === 0) return [];

	const node = nodeForErrors(context);
	const signal = context.getExecutionCancelSignal();
	const continues = context.continueOnFail();
	const outcomes: ItemOutcome[] = [];
	let failed = false;

	const goOn = () => signal?.aborted !== true && (continues || !failed);
	const settle = (index: number, outcome: ItemOutcome) => {
		outcomes[index] = outcome;
		failed ||= outcome.error !== undefined;
	};
	const start = async (index: number) => {
		const problem = (error: Error) => settle(index, { error: itemError(node, index, error) });
		try {
			const delivery = await deliverItem(context, deps, index, goOn);
			return { end: delivery?.end.then((outcome) => settle(index, outcome), problem) };
		} catch (error) {
			problem(error as Error);
			return {};
		}
	};

	await startInOrder(items.length, maxConcurrent(context), start, goOn);

	if (signal?.aborted) {
		throw new NodeOperationError(node, 'The execution was stopped before all items were delivered');
	}
	if (failed && !continues) throw batchError(outcomes, items.length);
	return outcomes.map(({ json = {}, error }, index) =>
		error ? failedItem(node, index, error, json) : { json, pairedItem: { item: index } },
	);
}

function maxConcurrent(context: IExecuteFunctions): number {
	try {
		return readOptions(context, 0).maxConcurrent;
	} catch {
		// The first item fails for the same reason, and says so.
		return 1;
	}
}
