import type {
	IDataObject,
	INode,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { isObject } from '../receive/item';

/**
 * The item in the place of one that failed, for Continue On Fail and the error output.
 *
 * n8n moves an item to the error output when it has an `error`, and afterwards empties the JSON of each item that still
 * has one. Not being enumerable, this one is seen when the item is moved and left behind by the copy that n8n makes
 * of it, so that the item arrives with what the vendor said, and after a delivery with its attempts.
 */
export function failedItem(
	node: INode,
	itemIndex: number,
	error: NodeApiError | NodeOperationError,
): INodeExecutionData {
	const { message, description } = error;
	const httpCode = 'httpCode' in error ? error.httpCode : undefined;
	const item: INodeExecutionData = {
		json: {
			...deliveryReportOf(error),
			error: message,
			...(description ? { description } : {}),
			...(httpCode ? { httpCode } : {}),
		},
		pairedItem: { item: itemIndex },
	};
	if (node.onError !== 'continueErrorOutput') return item;
	return Object.defineProperty(item, 'error', { value: error, enumerable: false });
}

/** The report that `deliveryError` leaves in its error. */
function deliveryReportOf({ context }: NodeApiError | NodeOperationError): IDataObject {
	const data: unknown = context.data;
	return isObject(data) && 'delivery' in data ? data : {};
}
