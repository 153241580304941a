import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/lib/json';
import { isoToMs } from '../../shared/lib/time';

/** A label and a text that is not empty. */
export type Entry = readonly [label: string, text: string];

/** Deeper objects are shown as JSON. */
const DEEPEST = 3;

/** What stands under these keys, one within the other; undefined when one of them is missing. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
	return keys.reduce<unknown>(
		(current, key) => (isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined),
		value,
	);
}

/** A text, number or boolean as text without space around it; empty for anything else. */
export function scalar(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The text under these keys; empty when there is none. */
export function textAt(value: unknown, ...keys: readonly string[]): string {
	return scalar(at(value, ...keys));
}

/** The texts under `key` of each object of a list, with commas between them. */
export function listAt(value: unknown, key: string, ...keys: readonly string[]): string {
	const list = at(value, ...keys);
	if (!Array.isArray(list)) return '';
	return present(list.map((entry) => textAt(entry, key))).join(', ');
}

/** Those that are not empty. */
export function present(texts: readonly string[]): string[] {
	return texts.filter((text) => text !== '');
}

/** Those whose text is not empty. */
export function filled(entries: readonly Entry[]): Entry[] {
	return entries.filter(([, text]) => text !== '');
}

/** Everything that an object holds, one entry a value, labelled with its path. What is empty is left out. */
export function entriesOf(object: IDataObject, path = '', depth = 1): Entry[] {
	return Object.entries(object).flatMap(([key, value]) => {
		const label = path === '' ? key : `${path}.${key}`;
		if (isObject(value) && depth < DEEPEST) return entriesOf(value, label, depth + 1);
		return filled([[label, valueText(value)]]);
	});
}

function valueText(value: unknown): string {
	if (typeof value !== 'object' || value === null) return scalar(value);
	if (Array.isArray(value) && value.every((entry) => entry === null || typeof entry !== 'object')) {
		return present(value.map(scalar)).join(', ');
	}
	return Object.keys(value).length > 0 ? JSON.stringify(value) : '';
}

/** An identifier such as `label_change` or `app:connected` as one would write it: `Label change`, `App connected`. */
export function humanized(identifier: string): string {
	const words = identifier
		.split(/[\s_.:-]+/)
		.join(' ')
		.trim();
	return (words.charAt(0).toUpperCase() + words.slice(1)).replace(/^Ai\b/, 'AI');
}

/** A timestamp as one would write it: `2024-01-15 10:30:00 UTC`. What is no timestamp stays as it is. */
export function timeText(timestamp: string): string {
	const ms = isoToMs(timestamp);
	if (Number.isNaN(ms)) return timestamp;
	return new Date(ms).toISOString().replace(/T(.*)\.\d+Z$/, ' $1 UTC');
}
