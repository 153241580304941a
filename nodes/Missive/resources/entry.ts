import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';
import { isObject } from '../../shared/lib/json';
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
	return await sendBare(run, { ...call, body: { [key]: entry } }, key);
}

/**
 * Sends a body as it is, and returns the entry that Missive answers, as `sendEntry` does.
 *
 * @throws NodeApiError that says what to do
 */
export async function sendBare(run: ItemRun, call: ApiCall, key: string): Promise<IDataObject> {
	const answer = await run.call(call);
	return entryOf(answer, key) ?? answer;
}

/**
 * Deletes one entry.
 *
 * @throws NodeApiError that says what to do, also when Missive knows no such entry
 */
export async function deleteEntry(
	run: ItemRun,
	path: string,
	purpose: string,
): Promise<IDataObject> {
	await run.call({ method: 'DELETE', path, purpose });
	return { deleted: true };
}

/**
 * Gets several entries. Missive answers a single one alone or as a list of one.
 *
 * @throws NodeApiError that says what to do, also when the answer holds none of them
 */
export async function getEntries(
	run: ItemRun,
	call: Omit<ApiCall, 'method'>,
	key: string,
): Promise<IDataObject[]> {
	const request: ApiCall = { ...call, method: 'GET' };
	const held = (await run.call(request))[key];
	if (Array.isArray(held)) return held.filter(isObject);
	if (isObject(held)) return [held];
	throw run.unexpected(request, key);
}

/**
 * Sends several entries in one call, and returns what Missive made of them. An answer of another form comes back as it
 * is: what was sent is done.
 *
 * @throws NodeApiError that says what to do
 */
export async function sendEntries(
	run: ItemRun,
	call: Omit<ApiCall, 'body'>,
	key: string,
	entries: IDataObject[],
): Promise<IDataObject[]> {
	const answer = await run.call({ ...call, body: { [key]: entries } });
	const held = answer[key];
	return Array.isArray(held) ? held.filter(isObject) : [answer];
}

function entryOf(answer: IDataObject, key: string): IDataObject | undefined {
	const held: unknown = answer[key];
	const entry: unknown = Array.isArray(held) ? held[0] : held;
	return typeof entry === 'object' && entry !== null ? (entry as IDataObject) : undefined;
}
