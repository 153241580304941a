import { SENDERS } from '../../nodes/SignedWebhook/senders';
import type { Sender } from '../../nodes/SignedWebhook/senders/sender';
import { placesOf } from '../../nodes/shared/signature/place';
import type { Place } from '../../nodes/shared/signature/scheme';
import { asReceived, senderVectors } from '../support/senderVectors';
import { keysOf } from './compare';
import { extractFrom } from './extract';
import type { Fact } from './fact';

/**
 * What the table of senders relies on, as facts: each sender's page names the places of its signatures.
 *
 * @param known the facts as they were written down, whose findings are kept where they look for the same
 */
export function senderFacts(known: readonly Fact[]): Fact[] {
	return SENDERS.map((sender) => {
		const fact = factOf(sender);
		const before = known.find(({ id }) => id === fact.id);
		const looksForTheSame =
			before &&
			JSON.stringify([before.source, before.extract]) ===
				JSON.stringify([fact.source, fact.extract]);
		if (looksForTheSame && before.on !== undefined) {
			return { ...fact, found: before.found, on: before.on };
		}
		const recorded = extractFrom(recordedText(sender), fact.extract);
		return keysOf(recorded).length > 0 ? { ...fact, found: recorded, readIn: RECORDED } : fact;
	});
}

/** Requests that the senders' documents and libraries show. */
const RECORDED = 'test/fixtures/senders';

/** The text of a sender's recorded requests. */
function recordedText({ value }: Sender): string {
	return senderVectors()
		.filter(({ senders }) => senders.includes(value))
		.flatMap((vector) => vector.requests.map((request) => asReceived(request, vector.address)))
		.map(({ headers, queryString, rawBody }) =>
			[...Object.keys(headers), queryString, rawBody.toString()].join(' '),
		)
		.join(' ');
}

function factOf({ value, name, docs, schemes }: Sender): Fact {
	const texts = schemes.flatMap((scheme) => placesOf(scheme.at).map(textOf));
	const phrases = [...new Set(texts)].filter((text) => !FURTHER.test(text));
	return {
		id: `sender ${value}`,
		why: `${name} signs in this place; the entry "${value}" of the table of senders`,
		source: { url: docs },
		extract: { kind: 'phrases', phrases },
		found: null,
	};
}

/** Where a sender numbers its signatures, its page shows the first ones. */
const FURTHER = /-([3-9]|\d\d|100)$/;

/** How a page writes a place: of a field in a field, that one alone. */
function textOf(place: Place): string {
	if ('header' in place) return place.header;
	return 'query' in place ? place.query : place.field.replace(/^.*\./, '');
}
