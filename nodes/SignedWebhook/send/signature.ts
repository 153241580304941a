import type { INodePropertyOptions } from 'n8n-workflow';

import { placesOf } from '../../shared/signature/place';
import type { SignatureScheme } from '../../shared/signature/scheme';
import { SENDERS } from '../senders';
import type { Sender } from '../senders/sender';

/** The way to sign of a sender that can be sent; undefined where all stand in the body, which is what is signed. */
export function schemeToSend({ schemes }: Sender): SignatureScheme | undefined {
	return schemes.find(canBeSent);
}

function canBeSent({ at, each }: SignatureScheme): boolean {
	return each === undefined && placesOf(at).every((place) => !('field' in place));
}

/** What the field Signature offers. */
export const signatureOptions: INodePropertyOptions[] = [
	{
		name: 'Custom',
		value: 'custom',
		description: 'Any other receiver: describe how it wants to be signed for',
	},
	{ name: 'None', value: 'none', description: 'Not signed' },
	...SENDERS.flatMap((sender): INodePropertyOptions[] => {
		const scheme = schemeToSend(sender);
		const { name, value } = sender;
		return scheme ? [{ name, value, description: `${scheme.id}, as ${name} signs` }] : [];
	}),
];
