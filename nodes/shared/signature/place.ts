import { textAt } from '../lib/json';
import type { Place, SignableRequest } from './scheme';

/** Why a place does not give a value. */
export type PlaceProblem = 'missing' | 'repeated';

/** The one value at a place. */
export function readPlace(
	place: Place,
	request: SignableRequest,
): string | { problem: PlaceProblem } {
	const value = valueAt(place, request);
	const only = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
	if (typeof only === 'string' && only !== '') return only;
	return { problem: Array.isArray(only) && only.length > 1 ? 'repeated' : 'missing' };
}

function valueAt(place: Place, request: SignableRequest): unknown {
	if ('header' in place) return request.headers[nameInHeaders(place)];
	return 'query' in place ? request.query[place.query] : textAt(request.body, place.field);
}

/** The text at a place; undefined where there is not exactly one. */
export function textOf(place: Place, request: SignableRequest): string | undefined {
	const value = readPlace(place, request);
	return typeof value === 'string' ? value : undefined;
}

/** Names in lower case, kept because they are the same for each request. */
const lowered = new WeakMap<Place, string>();

function nameInHeaders(place: Place & { readonly header: string }): string {
	const known = lowered.get(place);
	if (known !== undefined) return known;
	const name = place.header.toLowerCase();
	lowered.set(place, name);
	return name;
}

/** How a place is called in an answer or error. */
export function nameOf(place: Place): string {
	if ('header' in place) return place.header;
	return 'query' in place ? `query parameter ${place.query}` : `field ${place.field}`;
}

/** The places of a scheme. */
export function placesOf(at: Place | readonly Place[]): readonly Place[] {
	return isList(at) ? at : [at];
}

function isList(at: Place | readonly Place[]): at is readonly Place[] {
	return Array.isArray(at);
}

/** The name of a place's header, if it is one. */
export function headerAt(place: Place | undefined): string | undefined {
	return place && 'header' in place ? place.header : undefined;
}
