import { SENDERS } from '../../nodes/SignedWebhook/senders';
import type { Sender } from '../../nodes/SignedWebhook/senders/sender';
import { placesOf } from '../../nodes/shared/signature/place';
import type { Place } from '../../nodes/shared/signature/scheme';
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
		return looksForTheSame ? { ...fact, found: before.found, ...dateOf(before) } : fact;
	});
}

function dateOf({ on }: Fact): Pick<Fact, 'on'> {
	return on === undefined ? {} : { on };
}

function factOf({ value, name, docs, schemes }: Sender): Fact {
	const phrases = [...new Set(schemes.flatMap((scheme) => placesOf(scheme.at).map(textOf)))];
	return {
		id: `sender ${value}`,
		why: `${name} signs in this place; the entry "${value}" of the table of senders`,
		source: { url: docs },
		extract: { kind: 'phrases', phrases },
		found: null,
	};
}

/** How a page writes a place. */
function textOf(place: Place): string {
	if ('header' in place) return place.header;
	return 'query' in place ? place.query : place.field;
}
