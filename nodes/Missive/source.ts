import { signatureOrAccepted } from '../shared/receive/options';
import { notSelected, type WebhookSource } from '../shared/receive/source';
import { hookSignature } from '../shared/signature/schemes';
import { missiveToken } from './api';
import { isValidationRequest, missivePayload, typeOf } from './events';
import { registrationOf, selectedTypes, signatureSecrets } from './settings';

/**
 * How Missive sends. Its payload has neither an id nor a time of its own, so what tells copies apart is the whole body,
 * and there is no age to check.
 */
export const missiveSource: WebhookSource = {
	// Missive repeats a delivery for up to 8 minutes.
	defaults: { maxBodyKb: 1024, toleranceSeconds: 0, duplicateMinutes: 60 },

	schema: missivePayload,

	isValidationRequest,

	async authentication(context, from) {
		// Only a hook made by a rule can carry a signature secret.
		if (registrationOf(context) === 'api') return { tokens: await from.ownSecrets(missiveToken) };
		return signatureOrAccepted(context, [hookSignature], await signatureSecrets(from));
	},

	eventType: typeOf,

	ignoreReason(context, body) {
		// A hook of the API is called for its own type only.
		if (registrationOf(context) === 'api') return undefined;
		return notSelected(selectedTypes(context), typeOf(body));
	},
};
