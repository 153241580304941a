import { type INodePropertyOptions, UserError } from 'n8n-workflow';

import { secretProblem } from '../../shared/signature/keys';
import { headerAt, placesOf } from '../../shared/signature/place';
import type { Place, SignatureScheme } from '../../shared/signature/scheme';
import { customScheme, type ReadField } from '../custom/scheme';
import { SENDERS, senderOf } from '../senders';
import type { Sender } from '../senders/sender';

/**
 * The ways to sign of a sender that can be sent. Not those whose signature stands in the body: that is what is signed,
 * and it is sent as it is.
 */
export function schemesToSend({ schemes }: Sender): SignatureScheme[] {
	return schemes.filter(
		({ at, each }) => each === undefined && placesOf(at).every((place) => !('field' in place)),
	);
}

/** What the field Signature offers: every sender whose signature can be sent, one of one's own, and none. */
export const signatureOptions: INodePropertyOptions[] = [
	{
		name: 'Custom',
		value: 'custom',
		description: 'Any other receiver: describe how it wants to be signed for',
	},
	{ name: 'None', value: 'none', description: 'Not signed' },
	...SENDERS.flatMap((sender): INodePropertyOptions[] => {
		const [scheme] = schemesToSend(sender);
		const { name, value } = sender;
		return scheme ? [{ name, value, description: `${scheme.id}, as ${name} signs` }] : [];
	}),
];

/** Carries the event type where the chosen signature has no header of its own for it. */
const EVENT_HEADER = 'X-Webhook-Event';

/** How a message is signed, and the headers that go with it. */
interface Signing {
	/** Undefined: not signed. */
	readonly scheme: SignatureScheme | undefined;
	readonly idHeader: string;
	readonly eventHeader: string;
}

/**
 * Reads how to sign.
 *
 * @param idHeader carries the message id where the chosen signature has no header of its own for it
 * @param secret decides between the ways to sign of a sender that has several
 * @throws UserError when a field of a custom scheme is not valid
 */
export function readSigning(field: ReadField, idHeader: string, secret = ''): Signing {
	const signature = field('signature', 'standardWebhooks');
	const sender = senderOf(signature);
	const schemes = sender ? schemesToSend(sender) : [];
	const [first] = schemes;
	if (sender && first) {
		const fits = (one: SignatureScheme) => secretProblem(one, secret, 'sign') === undefined;
		const scheme = schemes.find(fits) ?? first;
		const ownId = scheme.kind === 'signature' ? headerAt(scheme.messageId) : undefined;
		return {
			scheme,
			idHeader: ownId ?? headerIn(sender.eventId) ?? idHeader,
			eventHeader: headerIn(sender.eventType?.names.flat()) ?? EVENT_HEADER,
		};
	}
	if (signature === 'none') return { scheme: undefined, idHeader, eventHeader: EVENT_HEADER };
	if (signature !== 'custom') throw new UserError('Signature: choose one of the listed values');
	return { scheme: customScheme(field, idHeader), idHeader, eventHeader: EVENT_HEADER };
}

function headerIn(places: ReadonlyArray<Place | 'key'> = []): string | undefined {
	return places.map((place) => (place === 'key' ? undefined : headerAt(place))).find(Boolean);
}

/**
 * The secrets that sign: the current one, and the one before where both are to and the signature has room for them.
 *
 * @param both whether the one before signs too
 * @throws UserError when it has no room
 */
export function signingWith(
	scheme: SignatureScheme,
	[current, ...previous]: readonly [string, ...string[]],
	both: boolean,
): [string, ...string[]] {
	if (!both || previous.length === 0) return [current];
	const hasRoom =
		scheme.kind === 'signature' && (scheme.layout !== undefined || placesOf(scheme.at).length > 1);
	if (hasRoom) return [current, ...previous];
	throw new UserError('This signature has no room for a second one', {
		description:
			'Turn off the option Sign With Both Secrets, or choose a signature that is a list, such as Standard Webhooks or Stripe.',
	});
}
