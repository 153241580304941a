import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { withError } from '../shared/deliver/withError';

/** The item of a delivery that failed, for Continue On Fail and the error output. */
export function undeliveredItem(
	node: INode,
	itemIndex: number,
	error: Error,
	report: IDataObject,
): INodeExecutionData {
	const json = { ...report, error: error.message };
	return withError(node, { json, pairedItem: { item: itemIndex } }, error);
}
