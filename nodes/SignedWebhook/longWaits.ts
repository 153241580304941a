import { UserError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { openRetryState, stateKey } from '../shared/deliver/retryState';
import type { NodeIdentity, RetryState } from '../shared/deliver/retryState';
import { readSeconds } from '../shared/deliver/settings/readNumber';
import { readSecrets } from './readSecret';
import { stateOf } from './retryItem';

/** How an item leaves the node for a wait. */
export interface HandOver {
	/** A longer wait is not spent in the node. */
	readonly longestWaitMs: number;
	/** Of the state that goes with the item. */
	readonly key: Buffer;
	readonly place: NodeIdentity;
	/** The item as it came in. */
	readonly json: IDataObject;
}

/** What becomes of an item's waits. */
export interface LongWaits {
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
