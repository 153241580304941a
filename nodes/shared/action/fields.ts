import { type IExecuteFunctions, type INodeProperties, UserError } from 'n8n-workflow';

/** The fields of every `Get Many`: Return All, and Limit where that is off. */
export const listFields: readonly INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	limitField({ show: { returnAll: [false] } }),
];

/** The field Limit alone, for a list that cannot be read to its end. */
export function limitField(displayOptions?: INodeProperties['displayOptions']): INodeProperties {
	return {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		...(displayOptions ? { displayOptions } : {}),
	};
}

/**
 * How many results the user wants; Infinity for all.
 *
 * @throws UserError when Limit is no whole number from 1: n8n does not check what an expression gives
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', itemIndex, 50));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new UserError('Limit must be a whole number from 1', {
		description: 'Correct the field, or the expression that it is taken from.',
	});
}

/**
 * Makes sure that there is something to change.
 *
 * @throws UserError when there is not
 */
export function assertChanges(changes: object): void {
	if (Object.keys(changes).length > 0) return;
	throw new UserError('There is nothing to update', {
		description: 'Add at least one of the Update Fields.',
	});
}
