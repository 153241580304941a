import type { Sender } from '../shared/receive/sender';
import { slotOfRequest } from '../shared/register/slot';
import { hookSignature } from '../shared/signature/schemes';
import { ALL_EVENTS, isValidationRequest, missivePayload, typeOf } from './events';
import { acceptsUnsigned, registrationOf, selectedTypes } from './parameters';
import { signatureSecrets } from './secrets';

/**
 * How Missive sends. Its payload has neither an id nor a time of its own, so what tells copies apart is the whole body,
 * and there is no age to check.
 */
export const missiveSender: Sender = {
	// Missive repeats a delivery for up to 8 minutes.
	defaults: { maxBodyKb: 1024, toleranceSeconds: 0, duplicateMinutes: 60 },

	schema: missivePayload,

	isValidationRequest,

	async authentication(context) {
		// Only a hook made by a rule can carry a signature secret.
		if (registrationOf(context) === 'api')
			return { tokens: [slotOfRequest(context)?.secret ?? ''] };
		const secrets = await signatureSecrets(context);
		if (secrets.length === 0 && acceptsUnsigned(context)) return {};
		return { signature: { scheme: hookSignature, secrets } };
	},

	eventType: typeOf,

	ignoreReason(context, body) {
		// A hook of the API is called for its own type only.
		if (registrationOf(context) === 'api') return undefined;
		const selected = selectedTypes(context);
		const type = typeOf(body);
		const wanted = selected.includes(ALL_EVENTS) || selected.includes(type);
		return wanted ? undefined : `The event type ${type} is not selected in the node`;
	},
};
