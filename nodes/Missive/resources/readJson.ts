import { UserError } from 'n8n-workflow';

/**
 * Reads a field that holds a JSON object or list. An expression may give the object itself.
 *
 * @param label the field's name in the panel
 * @returns undefined for an empty object or list
 * @throws UserError when it holds anything else
 */
export function readJson(label: string): (value: unknown) => object | undefined {
	return (value) => {
		const parsed = typeof value === 'string' ? parse(value) : value;
		if (typeof parsed !== 'object' || parsed === null) {
			throw new UserError(`${label} has to be JSON`, {
				description: 'Enter an object {…} or a list […].',
			});
		}
		return Object.keys(parsed).length > 0 ? parsed : undefined;
	};
}

function parse(json: string): unknown {
	try {
		return JSON.parse(json) as unknown;
	} catch {
		return undefined;
	}
}
