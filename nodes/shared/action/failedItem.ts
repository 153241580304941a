import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { LINE_BREAK } from '../deliver/report';
import { isObject } from '../lib/json';

/** An error that n8n shows with the item that it is about. */
export type ItemError = NodeApiError | NodeOperationError;

/**
 * The error of an item: says which item and which node it is about, and keeps what it says otherwise.
 *
 * @param node as the error may show it: it goes into execution data and error workflows
 */
export function itemError(node: INode, itemIndex: number, thrown: unknown): ItemError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		thrown.context.itemIndex = itemIndex;
		return Object.assign(thrown, { node });
	}
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	const description = 'description' in error ? error.description : undefined;
	// The error of an expression has the field as its cause, as it was entered, and that can hold a secret.
	return new NodeOperationError(node, error.cause === undefined ? error : error.message, {
		itemIndex,
		...(typeof description === 'string' ? { description } : {}),
	});
}

/** The item in the place of one that failed, for Continue On Fail and the error output. */
export function failedItem(node: INode, itemIndex: number, error: ItemError): INodeExecutionData {
	const { message, description } = error;
	const httpCode = 'httpCode' in error ? error.httpCode : undefined;
	const item: INodeExecutionData = {
		json: {
			...deliveryReportOf(error),
			error: message,
			...(description ? { description: description.replaceAll(LINE_BREAK, '\n') } : {}),
			...(httpCode ? { httpCode } : {}),
		},
		pairedItem: { item: itemIndex },
	};
	return withError(node, item, error);
}

/** The report that `deliveryError` leaves in its error. */
function deliveryReportOf({ context }: ItemError): IDataObject {
	const data: unknown = context.data;
	return isObject(data) && 'delivery' in data ? data : {};
}

/**
 * The item, marked for n8n's error output where the node has one.
 *
 * n8n moves an item to the error output when it has an `error`, and afterwards empties the JSON of each item that still
 * has one. Not being enumerable, this one is seen when the item is moved and left behind by the copy that n8n makes
 * of it, so that the item arrives with what is known of the failure.
 */
export function withError(node: INode, item: INodeExecutionData, error: Error): INodeExecutionData {
	if (node.onError !== 'continueErrorOutput') return item;
	return Object.defineProperty(item, 'error', { value: error, enumerable: false });
}
