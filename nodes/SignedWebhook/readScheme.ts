import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { customScheme } from '../shared/customScheme/read';
import type { SignatureScheme } from '../shared/signature/scheme';
import { headerOf, presetOf } from './presets';

/** Carries the event type where the chosen signature has no header of its own for it. */
const EVENT_HEADER = 'X-Webhook-Event';

/** How a message is signed, and the headers that go with it. */
export interface Signing {
	/** Undefined: not signed. */
	readonly scheme: SignatureScheme | undefined;
	readonly idHeader: string;
	readonly eventHeader: string;
}

/**
 * Reads how to sign.
 *
 * @param idHeader carries the message id where the chosen signature has no header of its own for it
 * @throws UserError when a field of a custom scheme is not valid
 */
export function readSigning(
	context: IExecuteFunctions,
	itemIndex: number,
	idHeader: string,
): Signing {
	const signature = context.getNodeParameter('signature', itemIndex, 'hookSignature');
	const preset = presetOf(signature);
	if (preset) {
		const { scheme, eventId, eventType } = preset;
		return {
			scheme,
			idHeader: scheme.idHeader ?? headerOf(eventId) ?? idHeader,
			eventHeader: headerOf(eventType) ?? EVENT_HEADER,
		};
	}
	if (signature === 'none') return { scheme: undefined, idHeader, eventHeader: EVENT_HEADER };
	if (signature !== 'custom') throw new UserError('Signature: choose one of the listed values');
	const read = (name: string, fallback: string) =>
		String(context.getNodeParameter(name, itemIndex, fallback));
	return { scheme: customScheme(read, idHeader), idHeader, eventHeader: EVENT_HEADER };
}
