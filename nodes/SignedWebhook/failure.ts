import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INode } from 'n8n-workflow';

/**
 * The node as its errors know it. An error carries its node into execution data and error workflows, so without the
 * parameters: the URL or a header among them can hold a secret.
 */
export function nodeForErrors(context: IExecuteFunctions): INode {
	return { ...context.getNode(), parameters: {} };
}

/** The error of an item that could not be sent: a field or the credential is not valid. */
export function unsendableItemError(node: INode, itemIndex: number, cause: Error): NodeOperationError {
	const description = 'description' in cause ? cause.description : undefined;
	return new NodeOperationError(node, cause.message, {
		itemIndex,
		...(typeof description === 'string' ? { description } : {}),
	});
}
