import type {
	IDataObject,
	INode,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { withError } from '../deliver/withError';
import { isObject } from '../receive/item';

/** The item in the place of one that failed, for Continue On Fail and the error output. */
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
	return withError(node, item, error);
}

/** The report that `deliveryError` leaves in its error. */
function deliveryReportOf({ context }: NodeApiError | NodeOperationError): IDataObject {
	const data: unknown = context.data;
	return isObject(data) && 'delivery' in data ? data : {};
}
