import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { failedItem, type ItemError, withError } from '../../shared/action/failedItem';
import type { DeliveryResult, WaitingMessage } from '../../shared/deliver/deliver';
import { deliveryError, deliveryReport } from '../../shared/deliver/report';
import type { DeliveryReport } from '../../shared/items';
import { deliveryAdvice } from './advice';
import type { SendJob } from './job';
import { failedJson, type HandOver, retryLaterJson } from './longWaits';

const main = NodeConnectionTypes.Main;

const threeOutputs = ['Delivered', 'Retry Later', 'Failed'].map((displayName) => ({
	type: main,
	displayName,
}));

/** One output, or three when long waits are handed over. */
export const outputs: INodeTypeDescription['outputs'] = `={{ $parameter["longWaits"] === "handOver" ? ${JSON.stringify(threeOutputs)} : ["${main}"] }}`;

/** What became of an item, as an output shows it. */
export type ItemOutcome =
	| { readonly kind: 'delivered'; readonly report: DeliveryReport }
	/** It leaves to wait until `nextAttemptMs`, in milliseconds since 1970. */
	| { readonly kind: 'waiting'; readonly json: IDataObject; readonly nextAttemptMs: number }
	/** Without a report when it could not even be sent. */
	| { readonly kind: 'failed'; readonly report?: DeliveryReport; readonly error: ItemError };

/**
 * How the end of a delivery, or the wait that it was left for, is shown.
 *
 * @throws UserError when the state of a delivery that waits would be too long
 */
export function outcomeOf(
	{ message, shown, payload, handOver }: SendJob,
	end: DeliveryResult | WaitingMessage,
	node: INode,
	itemIndex: number,
): ItemOutcome {
	if (end.status === 'waiting') {
		const { progress } = end;
		const { delivery } = deliveryReport(message.id, shown, { ...progress, status: 'waiting' });
		const state = { messageId: message.id, payload, progress };
		// Only one that is handed over leaves before its end.
		const json = retryLaterJson(handOver as HandOver, state, delivery);
		return { kind: 'waiting', json, nextAttemptMs: progress.nextAttemptMs };
	}
	const report = deliveryReport(message.id, shown, end);
	if (end.status === 'delivered') return { kind: 'delivered', report };
	const problem = { message: deliveryAdvice(end.outcome), report };
	const error = deliveryError({ node, itemIndex, result: end, ...problem });
	return { kind: 'failed', report, error };
}

/** One item for each, in the order of the input. */
export function oneWay(node: INode, outcomes: readonly ItemOutcome[]): INodeExecutionData[][] {
	const items = outcomes.map((outcome, item) => {
		if (outcome.kind === 'failed') return failedItem(node, item, outcome.error);
		const json = outcome.kind === 'delivered' ? outcome.report : outcome.json;
		return { json, pairedItem: { item } };
	});
	return [items];
}

/**
 * The items by what became of them: delivered, waiting, failed.
 *
 * Those that wait are in the order of their next attempts: a Wait node goes by its first item, and so makes none of
 * them late. One that comes back too early waits for the rest in this node, or leaves once more.
 *
 * A failed delivery is no error of the node, and never goes to n8n's error output; an item that could not be sent does,
 * where the user has that output.
 */
export function threeWays(
	node: INode,
	items: readonly INodeExecutionData[],
	outcomes: readonly ItemOutcome[],
): INodeExecutionData[][] {
	const delivered: INodeExecutionData[] = [];
	const waiting: Array<{ nextAttemptMs: number; item: INodeExecutionData }> = [];
	const failed: INodeExecutionData[] = [];

	outcomes.forEach((outcome, index) => {
		const { json: own = {}, binary } = items[index] ?? {};
		const pairedItem = { item: index };
		const kept = { ...(binary ? { binary } : {}), pairedItem };
		if (outcome.kind === 'delivered') {
			delivered.push({ json: outcome.report, pairedItem });
		} else if (outcome.kind === 'waiting') {
			const { json, nextAttemptMs } = outcome;
			waiting.push({ nextAttemptMs, item: { ...kept, json } });
		} else {
			const { report, error } = outcome;
			const item = { ...kept, json: failedJson(own, report, error.message) };
			failed.push(report ? item : withError(node, item, error));
		}
	});
	waiting.sort((a, b) => a.nextAttemptMs - b.nextAttemptMs);
	return [delivered, waiting.map(({ item }) => item), failed];
}
