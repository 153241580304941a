import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

/** How OpenWork is to deliver: what the open server takes, and the guide does not show. In alphabetical order. */
export const deliveryFields = {
	retryCount: {
		displayName: 'Retry Count',
		name: 'retryCount',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 5,
		description: 'How often OpenWork tries to deliver an event, the first time included',
	},
	timeoutMs: {
		displayName: 'Timeout (Ms)',
		name: 'timeoutMs',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 15_000,
		description: 'How long OpenWork waits for the answer to an attempt, in milliseconds',
	},
} as const satisfies Record<string, INodeProperties>;

/**
 * Those of the fields that were filled in.
 *
 * @throws UserError when one is no whole number from 1: n8n does not check what an expression gives
 */
export function readDeliveries(given: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.values(deliveryFields)
			.filter(({ name }) => given[name] !== undefined)
			.map(({ name, displayName }) => [name, wholeNumber(displayName, given[name])]),
	);
}

function wholeNumber(label: string, given: unknown): number {
	const value = Number(given);
	if (Number.isInteger(value) && value >= 1) return value;
	throw new UserError(`${label} must be a whole number from 1`, {
		description: 'Correct the field, or the expression that it is taken from.',
	});
}
