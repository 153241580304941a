import type { INode, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * The item in the place of one that failed, for Continue On Fail and the error output.
 *
 * n8n moves an item to the error output when it has an `error`, and afterwards empties the JSON of each item that still
 * has one. Not being enumerable, this one is seen when the item is moved and left behind by the copy that n8n makes
 * of it, so that the item arrives with what the vendor said.
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
			error: message,
			...(description ? { description } : {}),
			...(httpCode ? { httpCode } : {}),
		},
		pairedItem: { item: itemIndex },
	};
	if (node.onError !== 'continueErrorOutput') return item;
	return Object.defineProperty(item, 'error', { value: error, enumerable: false });
}
