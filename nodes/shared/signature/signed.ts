import { isSignature, looksLikeSignature } from './algorithm';
import { bytesOf, type Content, covers, isForm } from './content';
import { keyOf } from './keys';
import { readLayout, type SignatureGroup, textsOf } from './layout';
import { placesOf, readPlace, textOf } from './place';
import type { Place, SignableRequest, SignedScheme } from './scheme';
import { placeOfTime, signedTime } from './timestamp';
import type { SignatureProblem, Verdict } from './verdict';

/** Checks a signature over parts of a request; see `verify`. */
export function verifySignature(
	scheme: SignedScheme,
	secrets: readonly string[],
	request: SignableRequest,
): Verdict {
	const groups = readGroups(scheme, request);
	if (typeof groups === 'string') return { problem: groups };

	const place = placeOfTime(scheme);
	const besides = place && textOf(place, request);
	const id = scheme.messageId && textOf(scheme.messageId, request);
	let problem: SignatureProblem = 'malformed';
	for (const group of groups) {
		const timestamp = place ? besides : group.timestamp;
		const isGood = isGoodGroup(scheme, secrets, { request, timestamp, id }, group);
		if (isGood === undefined) problem = 'missing';
		if (isGood && isBodyBound(scheme, request)) {
			return {
				verified: scheme.id,
				signedAt: signedTime(scheme, request, timestamp),
				id: id !== undefined && covers(scheme.content, 'id') ? id : undefined,
			};
		}
		if (isGood || (isGood === false && couldBeGood(scheme, group))) problem = 'mismatch';
	}
	return { problem };
}

function readGroups(
	scheme: SignedScheme,
	request: SignableRequest,
): readonly SignatureGroup[] | SignatureProblem {
	const { at } = scheme;
	if (!Array.isArray(at)) return readGroupsAt(at as Place, scheme, request);
	const read = placesOf(at).map((place) => readGroupsAt(place, scheme, request));
	const problem = read.find((groups) => typeof groups === 'string' && groups !== 'missing');
	if (problem !== undefined) return problem;
	const present = read.filter((groups) => typeof groups !== 'string');
	return present.length === 0 ? 'missing' : present.flat();
}

function readGroupsAt(
	place: Place,
	scheme: SignedScheme,
	request: SignableRequest,
): readonly SignatureGroup[] | SignatureProblem {
	const value = readPlace(place, request);
	return typeof value === 'string' ? (readLayout(scheme, value) ?? 'malformed') : value.problem;
}

/** Undefined where something that is signed is missing. */
function isGoodGroup(
	scheme: SignedScheme,
	secrets: readonly string[],
	content: Content,
	group: SignatureGroup,
): boolean | undefined {
	const template = scheme.content;
	let isGood = false;
	for (const form of scheme.forms) {
		const texts = textsOf(form, group);
		if (texts.length === 0) continue;
		// No early exit: how long it takes must not tell which secret was right.
		for (const secret of secrets) {
			const key = keyOf(form, secret);
			if (key.kind !== 'secret' && key.kind !== 'public') continue;
			const answer = isSignature({ form, template, content, key: key.key }, texts);
			if (answer === undefined) return undefined;
			isGood = answer || isGood;
		}
	}
	return isGood;
}

function couldBeGood({ forms }: SignedScheme, group: SignatureGroup): boolean {
	return forms.some((form) => textsOf(form, group).some((text) => looksLikeSignature(form, text)));
}

/** Whether the hash of the body that is signed in the body's place is right. */
function isBodyBound({ bodyHash, content }: SignedScheme, request: SignableRequest): boolean {
	if (bodyHash === undefined || (covers(content, 'form') && isForm(request))) return true;
	const expected = bytesOf(bodyHash.is, { request })?.toString();
	return expected !== undefined && textOf(bodyHash.at, request) === expected;
}
