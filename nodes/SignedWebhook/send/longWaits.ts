import { type IDataObject, UserError } from 'n8n-workflow';

import type { HealthRule } from '../../shared/deliver/health';
import {
	type NodeIdentity,
	openRetryState,
	type RetryState,
	sealRetryState,
	stateKey,
} from '../../shared/deliver/sealedState';
import { readSeconds } from '../../shared/deliver/settings';
import type { DeliveryPlan } from '../../shared/retry/rule';
import { longestWaitMs as longestWaitOf } from '../../shared/retry/schedule';
import type { DeliveryReport, SentDelivery, WaitingDelivery } from '../../shared/items';
import { isObject } from '../../shared/lib/json';
import type { ItemSource } from './source';

/** How an item leaves the node for a wait. */
export interface HandOver {
	/** A longer wait is not spent in the node. */
	readonly longestWaitMs: number;
	/** Of the state that goes with the item. */
	readonly key: Buffer;
	readonly node: NodeIdentity;
	/** The item as it came in. */
	readonly json: IDataObject;
}

/** What becomes of an item's waits. */
interface LongWaits {
	/** The delivery that the item comes back with. */
	readonly resumed?: RetryState;
	/** Absent: the item spends all its waits in the node. */
	readonly handOver?: HandOver;
}

/** Whether items leave for long waits, by way of three outputs. The same for all items. */
export function handsOver({ field }: ItemSource): boolean {
	return field('longWaits', 'wait') === 'handOver';
}

/** What a user has to know who hands over the waits of several items in one execution. */
export function sharedFateHint(items: number): string {
	return `These ${items} items share one execution. If n8n is killed while this node sends, the execution ends for all of them, and none leaves through Failed. Give each item an execution of its own: put this node into a workflow that Execute Sub-workflow calls, with Mode set to Run Once for Each Item and Wait for Sub-Workflow Completion off.`;
}

/**
 * Reads how an item waits, and the state that it brings along when it comes back from a wait.
 *
 * A state is opened in either mode: an item that is under way must not be taken for a new message because somebody
 * changed the mode meanwhile.
 *
 * @param secrets that the node signs with: the current one first; none where it does not sign
 * @throws UserError when a field or the state is not valid, no wait is long enough to be handed over, or there is no
 * secret to protect a state with
 */
export function readLongWaits(
	{ field, json }: ItemSource,
	node: NodeIdentity,
	secrets: readonly string[],
	waits: PossibleWaits,
): LongWaits {
	const longWaits = field('longWaits', 'wait');
	const state = stateOf(json);
	const resumed =
		state === undefined ? undefined : openRetryState(state, secrets.map(stateKey), node);
	if (longWaits === 'wait') return { resumed };
	if (longWaits !== 'handOver') throw new UserError('Long Waits: choose one of the listed values');
	const longestWaitMs = readLongestHereMs(field);
	if (!resumed) assertSomeLeave(waits, longestWaitMs);
	return { resumed, handOver: { longestWaitMs, key: sealingKey(secrets), node, json } };
}

/**
 * The longest wait that is spent in the node.
 *
 * @throws UserError when the field is not valid
 */
export function readLongestHereMs(field: ItemSource['field']): number {
	const { longWaitSeconds = 60 } = field('retryOptions', {}) as IDataObject;
	return readSeconds('Longest Wait Here', longWaitSeconds, { min: 0, max: 86_400 });
}

/** What an item may have to wait for. */
interface PossibleWaits {
	readonly plan: Pick<DeliveryPlan, 'policy' | 'retryAfterCapMs'>;
	/** Present: an address that keeps failing is not sent to for a while. */
	readonly health: HealthRule | undefined;
}

/**
 * Makes sure that Hand Over has something to do. A user who chose it relies on waits that survive a restart.
 *
 * @throws UserError when none of the waits is longer than those that are spent in the node
 */
export function assertSomeLeave(
	{ plan: { policy, retryAfterCapMs }, health }: PossibleWaits,
	longestHereMs: number,
): void {
	const longestMs = longestWaitOf(policy);
	const askedMs = longestMs === 0 ? 0 : retryAfterCapMs;
	if (health || Math.max(longestMs, askedMs) > longestHereMs) return;
	throw new UserError(
		`Hand Over has no wait to hand over: none is longer than ${longestHereMs / 1000} s`,
		{
			description:
				'Choose Retries with longer waits, such as the Missive Schedule or the OpenWork Schedule, raise Longest Wait in the Retry Options, or set Long Waits to Wait in This Node.',
		},
	);
}

/**
 * The key to seal states with.
 *
 * @throws UserError when the node does not sign, and so has no secret to make it from
 */
export function sealingKey([current]: readonly string[]): Buffer {
	if (current !== undefined) return stateKey(current);
	throw new UserError('Items can leave for a wait only with a signature', {
		description:
			'What an item carries through its wait is protected by the signing secret. Choose a Signature, or set Long Waits to Wait in This Node.',
	});
}

/** The state that an item brings along from Retry Later; undefined: its delivery has not begun. */
export function stateOf(json: IDataObject): unknown {
	const { retryState }: Partial<WaitingDelivery> = deliveryOf(json);
	return retryState;
}

/**
 * The JSON of an item on its way through a wait. It keeps its own fields, those under `delivery` as well, so that the
 * node's expressions give the same when it comes back.
 *
 * @param sent the attempts so far
 * @throws UserError when the state would be too long
 */
export function retryLaterJson(
	{ json, node, key }: HandOver,
	state: Omit<RetryState, 'node'>,
	sent: SentDelivery,
): IDataObject {
	const waiting: WaitingDelivery = {
		...sent,
		status: 'waiting',
		nextAttemptAt: new Date(state.progress.nextAttemptMs).toISOString(),
		retryState: sealRetryState({ ...state, node }, key),
	};
	return { ...json, delivery: { ...deliveryOf(json), ...waiting } };
}

/** What only an item that waits has under `delivery`. */
const OF_WAITING: ReadonlyArray<keyof WaitingDelivery> = ['nextAttemptAt', 'retryState'];

/** The JSON of an item that is not delivered: its own fields, the report where there is one, and what went wrong. */
export function failedJson(
	json: IDataObject,
	report: DeliveryReport | undefined,
	error: string,
): IDataObject {
	if (!report) return { ...json, error };
	const delivery = { ...deliveryOf(json), ...report.delivery };
	for (const key of OF_WAITING) delete delivery[key];
	return { ...json, ...report, delivery, error };
}

function deliveryOf({ delivery }: IDataObject): IDataObject {
	return isObject(delivery) ? delivery : {};
}
