import { valuesAt } from '../../shared/lib/json';
import { looksLikeSignature } from '../../shared/signature/algorithm';
import { readLayout, textsOf } from '../../shared/signature/layout';
import { placesOf, readPlace, textOf } from '../../shared/signature/place';
import type { Place, SignableRequest, SignatureScheme } from '../../shared/signature/scheme';
import { behindPrefix } from '../../shared/signature/token';
import { placeOfTime } from '../../shared/signature/timestamp';
import { isProblem } from '../../shared/signature/verdict';
import { verify } from '../../shared/signature/verify';
import type { Sender } from './sender';

/** A sender that a request may come from. */
export interface Candidate {
	readonly sender: Sender;
	/** Whether the request is signed with one of the secrets. */
	readonly isVerified: boolean;
}

/**
 * The senders whose way to sign a request has, those that it certainly comes from first. Several sign alike, so that only
 * the secret tells them apart.
 *
 * @param secrets those to try; none to look at the form alone
 */
export function identify(
	senders: readonly Sender[],
	request: SignableRequest,
	secrets: readonly string[] = [],
): Candidate[] {
	const fitting = senders.flatMap((sender) => {
		const fits = sender.schemes.map((scheme) => fit(scheme, request));
		const best = Math.max(...fits);
		if (best === 0) return [];
		const isVerified = sender.schemes.some(
			(scheme) => secrets.length > 0 && !isProblem(verify(scheme, secrets, request)),
		);
		return [{ sender, isVerified, weight: best + factsOf(sender, request) }];
	});
	return fitting
		.sort((a, b) => Number(b.isVerified) - Number(a.isVerified) || b.weight - a.weight)
		.map(({ sender, isVerified }) => ({ sender, isVerified }));
}

/** How much of what a scheme needs the request has; 0 where it cannot be signed so. */
function fit(scheme: SignatureScheme, request: SignableRequest): number {
	const element = scheme.each === undefined ? undefined : valuesAt(request.body, scheme.each)[0];
	const one = element === undefined ? request : { ...request, body: element };
	const present = placesOf(scheme.at).flatMap((place) => {
		const value = valueIn(place, one);
		return value === undefined ? [] : [{ place, value }];
	});
	const fits = present.filter(({ value }) => isOfScheme(scheme, value));
	const [first] = fits;
	if (!first) return 0;
	const needed = scheme.kind === 'signature' ? [placeOfTime(scheme), scheme.messageId] : [];
	const missing = needed.filter((place) => place && typeof readPlace(place, one) !== 'string');
	if (missing.length > 0) return 0;
	// A name that many use tells less than one that is a sender's own.
	return fits.length + needed.filter(Boolean).length + (isCommon(first.place) ? 0 : 2);
}

/** Of a list, the first entry's. */
function valueIn(place: Place, request: SignableRequest): string | undefined {
	if (!('field' in place)) return textOf(place, request);
	const [first] = valuesAt(request.body, place.field);
	return typeof first === 'string' ? first : undefined;
}

const COMMON: readonly string[] = ['x-signature', 'signature', 'authorization', 'x-hub-signature'];

function isCommon(place: Place): boolean {
	return !('header' in place) || COMMON.includes(place.header.toLowerCase());
}

function isOfScheme(scheme: SignatureScheme, value: string): boolean {
	switch (scheme.kind) {
		case 'token':
			return behindPrefix(value, scheme.prefix ?? '') !== undefined;
		case 'jwt': {
			const token = behindPrefix(value, scheme.prefix ?? '') ?? value;
			return token.split('.').length === 3 && token.startsWith('ey');
		}
		case 'signature': {
			const groups = readLayout(scheme, value) ?? [];
			return scheme.forms.some((form) =>
				groups.some((group) => textsOf(form, group).some((text) => looksLikeSignature(form, text))),
			);
		}
	}
}

/** How many of the sender's own facts the request has: its event id, its event type. */
function factsOf({ eventId, eventType }: Sender, request: SignableRequest): number {
	const places = [...(eventId ?? []), ...(eventType?.names.flat() ?? [])];
	return places.filter((place) => place !== 'key' && typeof readPlace(place, request) === 'string')
		.length;
}
