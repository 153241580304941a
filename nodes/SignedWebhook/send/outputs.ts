import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { withError } from '../../shared/items';
import type { ItemOutcome } from './deliverItem';
import { failedJson } from './longWaits';

const main = NodeConnectionTypes.Main;

const threeOutputs = ['Delivered', 'Retry Later', 'Failed'].map((displayName) => ({
	type: main,
	displayName,
}));

/** One output, or three when long waits are handed over. */
export const outputs: INodeTypeDescription['outputs'] = `={{ $parameter["longWaits"] === "handOver" ? ${JSON.stringify(threeOutputs)} : ["${main}"] }}`;

/** One item for each, in the order of the input. */
export function oneWay(node: INode, outcomes: readonly ItemOutcome[]): INodeExecutionData[][] {
	const items = outcomes.map(({ json = {}, error }, item) =>
		error ? undeliveredItem(node, item, error, json) : { json, pairedItem: { item } },
	);
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

	outcomes.forEach(({ json, error, nextAttemptMs }, index) => {
		const { json: own = {}, binary } = items[index] ?? {};
		const kept = { ...(binary ? { binary } : {}), pairedItem: { item: index } };
		if (error) {
			const item = { ...kept, json: failedJson(own, json, error.message) };
			failed.push(json ? item : withError(node, item, error));
		} else if (nextAttemptMs !== undefined) {
			waiting.push({ nextAttemptMs, item: { ...kept, json: json ?? {} } });
		} else {
			delivered.push({ json: json ?? {}, pairedItem: { item: index } });
		}
	});
	waiting.sort((a, b) => a.nextAttemptMs - b.nextAttemptMs);
	return [delivered, waiting.map(({ item }) => item), failed];
}

/** The item of a delivery that failed, for Continue On Fail and the error output. */
function undeliveredItem(
	node: INode,
	itemIndex: number,
	error: Error,
	report: IDataObject,
): INodeExecutionData {
	const json = { ...report, error: error.message };
	return withError(node, { json, pairedItem: { item: itemIndex } }, error);
}
