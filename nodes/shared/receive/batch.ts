import type { IDataObject } from 'n8n-workflow';

import { isObject, valueAt } from '../lib/json';

/** The events of a request that brings several at once. */
export interface Batch {
	readonly elements: readonly unknown[];
	/** What stands beside the list; undefined where there is nothing. */
	readonly envelope: IDataObject | undefined;
}

/**
 * The batch in a body; undefined where there is no list, so that the body is one event.
 *
 * @param path where the list stands, with dots between the keys; empty for the body itself
 */
export function batchOf(body: unknown, path: string): Batch | undefined {
	const list = path === '' ? body : valueAt(body, path);
	if (!Array.isArray(list)) return undefined;
	const envelope = path === '' ? undefined : without(body, path.split('.'));
	const isThere = envelope !== undefined && Object.keys(envelope).length > 0;
	return { elements: list, envelope: isThere ? envelope : undefined };
}

/** The object without what stands at a path, and without the objects that held nothing else. */
function without(value: unknown, [key = '', ...rest]: readonly string[]): IDataObject | undefined {
	if (!isObject(value)) return undefined;
	const { [key]: inner, ...others } = value;
	const left = rest.length === 0 ? undefined : without(inner, rest);
	return left && Object.keys(left).length > 0 ? { ...others, [key]: left } : others;
}
