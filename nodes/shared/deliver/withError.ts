import type { INode, INodeExecutionData } from 'n8n-workflow';

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
