import { isObject, valuesAt } from '../../shared/lib/json';
import { textOf } from '../../shared/signature/place';
import type { SignableRequest } from '../../shared/signature/scheme';
import type { EventTypes, TypeName } from './sender';

/** More than one request has of names, so that a long list costs no more than a short one. */
const MOST_NAMES = 100;

/**
 * The names of an event's type, the one that an item reports first; none where the event has no type. Of a list, each
 * entry's.
 */
export function typeNames({ names, called = {} }: EventTypes, request: SignableRequest): string[] {
	const found = names.flatMap((places) => {
		const parts = places.map((place) => valuesOf(place, request).slice(0, MOST_NAMES));
		const known = parts.map((values) =>
			values.map((value) => (Object.hasOwn(called, value) ? (called[value] ?? value) : value)),
		);
		return joined(known.filter((values) => values.length > 0)).slice(0, MOST_NAMES);
	});
	return [...new Set(found)];
}

/** Each of the first part's with each of the second's, and so on. */
function joined(parts: readonly string[][]): string[] {
	return parts.reduce<string[]>(
		(names, values) =>
			names.length === 0
				? values
				: names.flatMap((name) => values.map((value) => `${name}.${value}`)),
		[],
	);
}

function valuesOf(place: TypeName[number], request: SignableRequest): string[] {
	const text = place === 'key' ? keyOfEvent(request.body) : textOf(place, request);
	if (text !== undefined) return [text];
	if (place === 'key' || !('field' in place) || !place.field.includes('*')) return [];
	return valuesAt(request.body, place.field).filter(
		(value): value is string => typeof value === 'string' && value !== '',
	);
}

/** Ids and other texts and numbers stand beside the event. */
function keyOfEvent(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	return Object.keys(body).find((key) => typeof body[key] === 'object' && body[key] !== null);
}

/**
 * Whether the user has selected an event. An entry is one of its names, the first part of one (`issues` for
 * `issues.opened`), or has `*` for anything: `invoice.*`. No entry at all selects everything.
 */
export function isSelected(selected: readonly string[], names: readonly string[]): boolean {
	if (selected.length === 0 || selected.includes('*')) return true;
	return names.some((name) => selected.some((entry) => fits(entry, name)));
}

function fits(entry: string, name: string): boolean {
	if (!entry.includes('*')) return entry === name || name.startsWith(`${entry}.`);
	const [first = '', ...rest] = entry.split('*');
	if (!name.startsWith(first)) return false;
	const last = rest.pop() ?? '';
	let from = first.length;
	// The earliest place for each part leaves the most room for the others.
	for (const part of rest) {
		const at = name.indexOf(part, from);
		if (at < 0) return false;
		from = at + part.length;
	}
	return name.length - last.length >= from && name.endsWith(last);
}

/**
 * The entries of the user that no event of this sender can ever fit; none where the sender has not said what its types
 * look like.
 */
export function neverOccurring(
	{ form }: EventTypes,
	selected: readonly string[],
): readonly string[] {
	if (form === undefined) return [];
	if (form instanceof RegExp) {
		return selected.filter((entry) => !entry.includes('*') && !form.test(entry));
	}
	return selected.filter((entry) => entry !== '*' && !form.some((name) => canBe(entry, name)));
}

/** A closed list has the first parts of types where others stand behind them: `issues` of `issues.opened`. */
function canBe(entry: string, name: string): boolean {
	return fits(entry, name) || entry.startsWith(`${name}.`);
}
