import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { startInOrder } from '../shared/deliver/inOrder';
import { batchError } from './batchError';
import { deliverItem } from './deliverItem';
import type { ExecuteDeps, ItemOutcome } from './deliverItem';
import { unsendableItemError, nodeForErrors } from './failure';
import { handsOver, readSealingKey } from './longWaits';
import { oneWay, threeWays } from './outputs';
import { readSendOptions } from './readOptions';

/**
 * Delivers every item of the input, and gives one item for each, by the outputs that the node has.
 *
 * With one output: when an item fails and the node is not told to continue, no further item is started; those under way
 * are delivered to their end first, and the error says what became of the others. Nothing is cut off half way through,
 * unless the execution is stopped.
 *
 * With three: an item that fails, for whatever reason, leaves by the last. An error would take along those that are
 * only waiting.
 *
 * @throws NodeApiError for the first item that was not delivered, NodeOperationError for the first that could not be
 * sent, unless the node is to continue or has three outputs; NodeOperationError when the execution is stopped, and when
 * the node lacks the secret that three outputs need
 */
export async function deliverItems(
	context: IExecuteFunctions,
	deps: ExecuteDeps,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];

	const node = nodeForErrors(context);
	const signal = context.getExecutionCancelSignal();
	const sorts = handsOver(context);
	if (sorts && !context.continueOnFail()) await assertCanProtect(context, node);
	const continues = sorts || context.continueOnFail();
	const outcomes: ItemOutcome[] = [];
	let failed = false;

	const goOn = () => signal?.aborted !== true && (continues || !failed);
	const settle = (index: number, outcome: ItemOutcome) => {
		outcomes[index] = outcome;
		failed ||= outcome.error !== undefined;
	};
	const start = async (index: number) => {
		const problem = (error: Error) => settle(index, { error: unsendableItemError(node, index, error) });
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
	return sorts ? threeWays(node, items, outcomes) : oneWay(node, outcomes);
}

/** A node without a secret hands nothing over, whatever the item: better told at once than item by item. */
async function assertCanProtect(context: IExecuteFunctions, node: INode): Promise<void> {
	try {
		await readSealingKey(context, 0);
	} catch (error) {
		throw unsendableItemError(node, 0, error as Error);
	}
}

function maxConcurrent(context: IExecuteFunctions): number {
	try {
		return readSendOptions(context, 0).maxConcurrent;
	} catch {
		// The first item fails for the same reason, and says so.
		return 1;
	}
}
