import {
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';

import { type ItemError, itemError } from '../../shared/action/failedItem';
import { LINE_BREAK } from '../../shared/deliver/report';
import { runBatch } from './batch';
import { deliveryTask, type ExecuteDeps, realSendDeps, type SharedByItems } from './deliverItem';
import { Holds } from './hold';
import { LimitWaits } from './limitWaits';
import {
	assertSomeLeave,
	handsOver,
	readLongestHereMs,
	sealingKey,
	sharedFateHint,
	stateOf,
} from './longWaits';
import { type ItemOutcome, oneWay, threeWays } from './outputs';
import { readPlan, readSendOptions } from './settings';
import { type ItemSource, itemSources, nodeForErrors } from './source';

/**
 * Delivers every item of the input, and gives one item for each, by the outputs that the node has. The items for one
 * host are started in their order; those for others do not wait for them.
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
 * the node lacks the secret, or a wait, that three outputs need
 */
export async function deliverItems(
	context: IExecuteFunctions,
	deps: ExecuteDeps = realSendDeps,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (items.length === 0) return [[]];

	const node = nodeForErrors(context);
	const sources = itemSources(context);
	const first = sources(0);
	const sorts = handsOver(first);
	if (sorts && !context.continueOnFail()) await assertCanHandOver(first, node);

	const continues = sorts || context.continueOnFail();
	const stop = new AbortController();
	const outcomes: ItemOutcome[] = [];
	const waits = new LimitWaits(deps.now);
	const shared: SharedByItems = {
		...{ context, deps, node, continues },
		stop: stop.signal,
		holds: new Holds(deps.health),
		waits,
		left: new Map(),
		settle(index, outcome) {
			outcomes[index] = outcome;
			if (outcome.kind === 'failed' && !continues) stop.abort();
		},
	};
	const signal = context.getExecutionCancelSignal();
	const onStop = () => stop.abort();
	signal?.addEventListener('abort', onStop);
	if (signal?.aborted) onStop();
	await runBatch({
		count: items.length,
		limit: maxConcurrent(first),
		taskOf: (index) => deliveryTask(shared, index, index === 0 ? first : sources(index)),
		stop: stop.signal,
	});
	signal?.removeEventListener('abort', onStop);
	waits.tell(context);
	if (sorts && items.length > 1) {
		context.addExecutionHints({ message: sharedFateHint(items.length), location: 'outputPane' });
	}

	if (signal?.aborted) {
		throw new NodeOperationError(node, 'The execution was stopped before all items were delivered');
	}
	if (stop.signal.aborted) throw batchError(outcomes, items.length);
	return sorts ? threeWays(node, items, outcomes) : oneWay(node, outcomes);
}

/**
 * A node without a secret, or without a long wait, hands nothing over, whatever the item: better told at once than item
 * by item. One that comes back from a wait is not asked about its waits: they were another's choice.
 */
async function assertCanHandOver(first: ItemSource, node: INode): Promise<void> {
	try {
		sealingKey(first.field('signature', '') === 'none' ? [] : await first.secrets());
		const waits = stateOf(first.json) === undefined ? possibleWaits(first) : undefined;
		if (waits) assertSomeLeave(waits, waits.longestHereMs);
	} catch (error) {
		throw itemError(node, 0, error);
	}
}

function possibleWaits({ field }: ItemSource) {
	try {
		const options = readSendOptions(field);
		const plan = readPlan(field, options, true);
		return { plan, health: options.health, longestHereMs: readLongestHereMs(field) };
	} catch {
		// The first item fails for the same reason, and says so.
		return undefined;
	}
}

function maxConcurrent({ field }: ItemSource): number {
	try {
		return readSendOptions(field).maxConcurrent;
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
function batchError(outcomes: readonly ItemOutcome[], count: number): ItemError {
	const delivered: number[] = [];
	const failed: number[] = [];
	const notSent: number[] = [];
	const errors: ItemError[] = [];
	for (let index = 0; index < count; index++) {
		const outcome = outcomes[index];
		if (outcome?.kind === 'failed') errors.push(outcome.error);
		if (!outcome) notSent.push(index);
		else (outcome.kind === 'failed' ? failed : delivered).push(index);
	}

	const [error] = errors as [ItemError];
	if (count > 1) {
		const others = `Of ${count} items, ${delivered.length} were delivered, ${failed.length} failed and ${notSent.length} were not sent.`;
		error.description = [error.description, others].filter(Boolean).join(LINE_BREAK);
		error.context.data = { ...Object(error.context.data), items: { delivered, failed, notSent } };
	}
	return error;
}
