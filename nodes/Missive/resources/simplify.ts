import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';

/** Leaves the answer as it is unless the user asks. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: false,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The entry with these fields only, where the user asks for it. */
export function simplified(
	run: ItemRun,
	entry: IDataObject,
	fields: readonly string[],
): IDataObject {
	if (run.value('simplify', false) !== true) return entry;
	return Object.fromEntries(
		fields.filter((name) => name in entry).map((name) => [name, entry[name]]),
	);
}
