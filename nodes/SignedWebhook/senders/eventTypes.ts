import { isObject } from '../../shared/lib/json';
import { textOf } from '../../shared/signature/place';
import type { SignableRequest } from '../../shared/signature/scheme';
import type { EventTypes, TypeName } from './sender';

/** The names of an event's type, the one that an item reports first; none where the event has no type. */
export function typeNames({ names, called }: EventTypes, request: SignableRequest): string[] {
	const found = names.map((places) => typeName(places, request, called));
	return [...new Set(found.filter((name) => name !== ''))];
}

function typeName(
	places: TypeName,
	request: SignableRequest,
	called: EventTypes['called'] = {},
): string {
	const parts = places.map((place) => {
		const value = place === 'key' ? keyOfEvent(request.body) : textOf(place, request);
		return value !== undefined && Object.hasOwn(called, value) ? called[value] : value;
	});
	return parts.filter((part) => part !== undefined).join('.');
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
