import {
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { deliverItem, type ExecuteDeps, type ItemOutcome } from './deliverItem';
import { handsOver, readSealingKey } from './longWaits';
import { oneWay, threeWays } from './outputs';
import { nodeForErrors, readSendOptions, unsendableItemError } from './settings';

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
		const problem = (error: Error) =>
			settle(index, { error: unsendableItemError(node, index, error) });
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

/**
 * The error of the first item that failed, which ends the execution, with what became of the other items: their own
 * output is lost with the execution.
 *
 * @param outcomes by item index, with holes for items that were not started
 */
function batchError(
	outcomes: readonly ItemOutcome[],
	count: number,
): NodeApiError | NodeOperationError {
	const delivered: number[] = [];
	const failed: number[] = [];
	const notSent: number[] = [];
	for (let index = 0; index < count; index++) {
		const outcome = outcomes[index];
		if (!outcome) notSent.push(index);
		else (outcome.error ? failed : delivered).push(index);
	}

	const error = outcomes[failed[0] ?? 0]?.error as NodeApiError | NodeOperationError;
	if (count > 1) {
		const others = `Of ${count} items, ${delivered.length} were delivered, ${failed.length} failed and ${notSent.length} were not sent.`;
		error.description = [error.description, others].filter(Boolean).join('\n');
		error.context.data = { ...Object(error.context.data), items: { delivered, failed, notSent } };
	}
	return error;
}

/**
 * Runs a task for each index from 0 to `count` - 1: started in order, one at a time, and at most `limit` under way.
 *
 * @param start prepares task `index` and resolves once it is under way, with a promise of its end, or none when it has
 * ended already; never rejects
 * @param goOn asked before each start: false starts no more
 * @returns when everything that was started has ended
 */
export async function startInOrder(
	count: number,
	limit: number,
	start: (index: number) => Promise<{ readonly end?: Promise<void> }>,
	goOn: () => boolean,
): Promise<void> {
	const underWay = new Set<Promise<void>>();
	for (let index = 0; index < count; index++) {
		while (underWay.size >= limit) await Promise.race(underWay);
		if (!goOn()) break;
		const { end } = await start(index);
		if (!end) continue;
		const tracked: Promise<void> = end.finally(() => underWay.delete(tracked));
		underWay.add(tracked);
	}
	await Promise.all(underWay);
}
