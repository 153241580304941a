import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

/** The error of an item: says which item it is about, keeps what it says otherwise. */
export function itemError(
	node: INode,
	itemIndex: number,
	cause: unknown,
): NodeApiError | NodeOperationError {
	if (cause instanceof NodeApiError || cause instanceof NodeOperationError) {
		cause.context.itemIndex = itemIndex;
		return cause;
	}
	const error = cause instanceof Error ? cause : new Error(String(cause));
	const description = 'description' in error ? error.description : undefined;
	return new NodeOperationError(node, error, {
		itemIndex,
		...(typeof description === 'string' ? { description } : {}),
	});
}
