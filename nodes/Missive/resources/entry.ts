import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';
import type { ApiCall } from '../../shared/vendorApi/vendorApi';

/**
 * Gets one entry. Missive answers it under the plural name, alone or as a list of one.
 *
 * @throws NodeApiError that says what to do, also when the answer holds none
 */
export async function getEntry(
	run: ItemRun,
	call: Omit<ApiCall, 'method'>,
	key: string,
): Promise<IDataObject> {
	const request: ApiCall = { ...call, method: 'GET' };
	const entry = entryOf(await run.call(request), key);
	if (entry) return entry;
	throw run.unexpected(request, key);
}

/**
 * Sends one entry, wrapped in the plural name of its resource, and returns what Missive made of it. An answer of another
 * form comes back as it is: what was sent is done, and an error would have it sent again.
 *
 * @throws NodeApiError that says what to do
 */
export async function sendEntry(
	run: ItemRun,
	call: Omit<ApiCall, 'body'>,
	key: string,
	entry: IDataObject | IDataObject[],
): Promise<IDataObject> {
	const answer = await run.call({ ...call, body: { [key]: entry } });
	return entryOf(answer, key) ?? answer;
}

function entryOf(answer: IDataObject, key: string): IDataObject | undefined {
	const held: unknown = answer[key];
	const entry: unknown = Array.isArray(held) ? held[0] : held;
	return typeof entry === 'object' && entry !== null ? (entry as IDataObject) : undefined;
}

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
