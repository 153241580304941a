import type { IDataObject } from 'n8n-workflow';

/** Whether a parsed JSON value is an object. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text at a dotted path, a number as text; undefined where there is neither, or the text is empty. */
export function textAt(body: unknown, path: string): string | undefined {
	const value = valueAt(body, path);
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value at a dotted path such as `data.items.0.id`; undefined where there is none. */
export function valueAt(body: unknown, path: string): unknown {
	let value = body;
	for (const key of path.split('.')) {
		if (!(Array.isArray(value) || isObject(value)) || !Object.hasOwn(value, key)) return undefined;
		value = (value as Record<string, unknown>)[key];
	}
	return value;
}

/** The values at a dotted path in which `*` stands for each entry of a list; undefined for each that is not there. */
export function valuesAt(body: unknown, path: string): unknown[] {
	const keys = path.split('.');
	const star = keys.indexOf('*');
	if (star < 0) return [valueAt(body, path)];
	const list = star === 0 ? body : valueAt(body, keys.slice(0, star).join('.'));
	if (!Array.isArray(list)) return [];
	const rest = keys.slice(star + 1).join('.');
	return list.flatMap((entry: unknown) => (rest === '' ? [entry] : valuesAt(entry, rest)));
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/** The value of JSON in UTF-8, with a byte order mark or without; undefined for what is no JSON. */
export function parseJson(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8').replace(BYTE_ORDER_MARK, '')) as unknown;
	} catch {
		return undefined;
	}
}
