import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	UserError,
} from 'n8n-workflow';

import { failedItem, itemError } from '../../shared/action/failedItem';
import { confirm, isMark } from '../verify/copies';
import { DEFAULT_SIZE, rememberedEvents } from '../verify/copyFields';

/** The form of Confirm Webhook. */
export const confirmFields: INodeProperties[] = [
	{
		displayName:
			'Put this node where the work on a webhook is done. It needs a Verify Webhook node of the same workflow whose option Drop Copies is Marked When Confirmed.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Mark',
		name: 'mark',
		type: 'string',
		required: true,
		default: '={{ $json.delivery.mark }}',
		placeholder: "e.g. {{ $('Verify Webhook').item.json.delivery.mark }}",
		description:
			'What Verify Webhook gave the event. Where the nodes between do not pass it on, take it from there.',
		hint: "Or {{ $('Verify Webhook').item.json.delivery.mark }}",
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [rememberedEvents],
	},
];

/**
 * Marks the events of the items as taken, and passes the items on. Test executions mark nothing.
 *
 * @throws NodeOperationError for the first item without a mark, or when the store cannot be used, unless the node is to
 * continue
 */
export async function confirmItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const node = { ...context.getNode(), parameters: {} };
	const results: INodeExecutionData[] = [];
	const marks: string[] = [];
	const confirmed: number[] = [];
	for (const [index, item] of items.entries()) {
		try {
			marks.push(readMark(context, index));
			confirmed.push(index);
			results[index] = { ...item, pairedItem: { item: index } };
		} catch (cause) {
			const error = itemError(node, index, cause);
			if (!context.continueOnFail()) throw error;
			results[index] = failedItem(node, index, error);
		}
	}
	if (marks.length === 0 || context.getMode() === 'manual') return [results];
	try {
		await confirm(context.helpers, marks, readSize(context));
	} catch (cause) {
		for (const index of confirmed) {
			const error = itemError(node, index, cause);
			if (!context.continueOnFail()) throw error;
			results[index] = failedItem(node, index, error);
		}
	}
	return [results];
}

/** @throws UserError when there is no mark */
function readMark(context: IExecuteFunctions, itemIndex: number): string {
	const mark = context.getNodeParameter('mark', itemIndex, '');
	if (isMark(mark)) return mark;
	throw new UserError('Mark does not hold what a Verify Webhook node gave', {
		description:
			"In the Verify Webhook node set the option Drop Copies to Marked When Confirmed. Where the nodes between do not pass on delivery.mark, enter {{ $('Verify Webhook').item.json.delivery.mark }} here.",
	});
}

function readSize(context: IExecuteFunctions): number {
	const { copiesKept } = context.getNodeParameter('options', 0, {}) as IDataObject;
	return typeof copiesKept === 'number' && copiesKept >= 1 ? Math.floor(copiesKept) : DEFAULT_SIZE;
}
