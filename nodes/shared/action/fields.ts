import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
	tryToParseDateTime,
	UserError,
} from 'n8n-workflow';

import { isObject, parseJson } from '../lib/json';

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

/** The collection of what narrows a list. */
export function filtersField(
	options: INodeProperties[],
	more: Partial<INodeProperties> = {},
): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options,
		...more,
	};
}

/** The collection of what an `Update` changes, which `assertChanges` speaks of. */
export function updateFields(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options,
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

/**
 * The JSON object of a field, which an expression may give as it is; undefined for an empty field.
 *
 * @param label the field's name in the panel
 * @throws UserError when it is something else
 */
export function readJsonObject(label: string, given: unknown): IDataObject | undefined {
	const text = typeof given === 'string' ? given.trim() : undefined;
	if (given === undefined || given === null || text === '') return undefined;
	const value = text === undefined ? given : parseJson(Buffer.from(text));
	if (isObject(value)) return value;
	throw new UserError(`${label} has to be a JSON object`, {
		description: 'For example: {"customer": "A-1001"}.',
	});
}

/**
 * The Unix time in ms of a date and time field, or of an expression in its place.
 *
 * @param label the field's name in the panel
 * @param timezone counts where the time names none: the workflow's
 * @throws UserError when it is no date and time
 */
export function readTimeMs(label: string, given: unknown, timezone: string): number {
	const ms = parseTimeMs(given, timezone);
	if (ms !== undefined) return ms;
	throw new UserError(`${label} is not a date and time: ${String(given)}`, {
		description: 'For example: 2026-01-31T12:00:00Z',
	});
}

function parseTimeMs(given: unknown, timezone: string): number | undefined {
	try {
		return tryToParseDateTime(given, timezone).toMillis();
	} catch {
		return undefined;
	}
}
