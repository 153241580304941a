import { type IDataObject, type IExecuteFunctions, UserError } from 'n8n-workflow';

import {
	type NodeIdentity,
	openRetryState,
	type RetryState,
	sealRetryState,
	stateKey,
} from '../../shared/deliver/sealedState';
import { readSeconds } from '../../shared/deliver/settings';
import { readSecrets } from './settings';

/** How an item leaves the node for a wait. */
interface HandOver {
	/** A longer wait is not spent in the node. */
	readonly longestWaitMs: number;
	/** Of the state that goes with the item. */
	readonly key: Buffer;
	readonly place: NodeIdentity;
	/** The item as it came in. */
	readonly json: IDataObject;
}

/** What becomes of an item's waits. */
interface LongWaits {
	/** The delivery that the item comes back with. */
	readonly begun?: RetryState;
	/** Absent: the item spends all its waits in the node. */
	readonly handOver?: HandOver;
}

/** Whether items leave for long waits, by way of three outputs. The same for all items. */
export function handsOver(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('longWaits', 0, 'wait') === 'handOver';
}

/**
 * Reads how an item waits, and the state that it brings along when it comes back from a wait.
 *
 * A state is opened in either mode: an item that is under way must not be taken for a new message because somebody
 * changed the mode meanwhile.
 *
 * @throws UserError when a field or the state is not valid, or there is no secret to protect a state with
 */
export async function readLongWaits(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<LongWaits> {
	const json = context.getInputData()[itemIndex]?.json ?? {};
	const state = stateOf(json);
	const longestWaitMs = readLongestWaitMs(context, itemIndex);
	const place = { workflowId: context.getWorkflow().id ?? '', nodeId: context.getNode().id };
	const begun =
		state === undefined
			? undefined
			: openRetryState(state, await readStateKeys(context, itemIndex), place);
	if (longestWaitMs === undefined) return { begun };

	const key = await readSealingKey(context, itemIndex);
	return { begun, handOver: { longestWaitMs, key, place, json } };
}

function readLongestWaitMs(context: IExecuteFunctions, itemIndex: number): number | undefined {
	const longWaits = context.getNodeParameter('longWaits', itemIndex, 'wait');
	if (longWaits === 'wait') return undefined;
	if (longWaits !== 'handOver') throw new UserError('Long Waits: choose one of the listed values');
	const seconds = context.getNodeParameter('longWaitSeconds', itemIndex, 60);
	return readSeconds('Longest Wait Here', seconds, { min: 0, max: 86_400 });
}

/**
 * The key to seal states with.
 *
 * @throws UserError or NodeOperationError when the node has no signing secret to make it from
 */
export async function readSealingKey(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<Buffer> {
	const [current] = await readStateKeys(context, itemIndex);
	if (current) return current;
	throw new UserError('Items can leave for a wait only with a signature', {
		description:
			'What an item carries through its wait is protected by the signing secret. Choose a Signature, or set Long Waits to Wait in This Node.',
	});
}

/** The keys that states can have been sealed with: the current one first. None: the node does not sign. */
async function readStateKeys(context: IExecuteFunctions, itemIndex: number): Promise<Buffer[]> {
	if (context.getNodeParameter('signature', itemIndex, '') === 'none') return [];
	return (await readSecrets(context, itemIndex)).map(stateKey);
}

/** Where an item keeps the state of its delivery, under the one key `delivery`. */
const STATE = 'retryState';

/** The state that an item brings along from Retry Later; undefined: its delivery has not begun. */
function stateOf(json: IDataObject): unknown {
	return deliveryOf(json)[STATE];
}

/**
 * The JSON of an item on its way through a wait. It keeps its own fields, those under `delivery` as well, so that the
 * node's expressions give the same when it comes back.
 *
 * @param report on the attempts so far
 * @throws UserError when the state would be too long
 */
export function retryLaterJson(
	{ json, place, key }: HandOver,
	delivery: Omit<RetryState, 'place'>,
	report: IDataObject,
): IDataObject {
	return {
		...json,
		delivery: {
			...deliveryOf(json),
			...deliveryOf(report),
			nextAttemptAt: new Date(delivery.progress.nextAttemptMs).toISOString(),
			[STATE]: sealRetryState({ ...delivery, place }, key),
		},
	};
}

/** The JSON of an item that is not delivered: its own fields, the report where there is one, and what went wrong. */
export function failedJson(
	json: IDataObject,
	report: IDataObject | undefined,
	error: string,
): IDataObject {
	if (!report) return { ...json, error };
	const delivery = { ...deliveryOf(json), ...deliveryOf(report) };
	delete delivery.nextAttemptAt;
	delete delivery[STATE];
	return { ...json, ...report, delivery, error };
}

function deliveryOf(json: IDataObject): IDataObject {
	const { delivery } = json;
	return typeof delivery === 'object' && !Array.isArray(delivery)
		? { ...(delivery as IDataObject) }
		: {};
}
