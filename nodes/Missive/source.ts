import type { IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../shared/lib/json';
import { TOKEN_PARAMETER } from '../shared/receive/authenticate';
import { acceptsUnsigned, signatureOrAccepted } from '../shared/receive/options';
import type { IncomingWebhook } from '../shared/receive/request';
import { notSelected, selectedTypes, type WebhookSource } from '../shared/receive/source';
import { hookSignature } from '../shared/signature/schemes';
import { missiveToken } from './api';
import { eventTypeOf, missivePayload } from './events';
import { registrationOf, signatureSecrets } from './settings';

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

	eventType: eventTypeOf,

	ignoreReason(context, body) {
		// A hook of the API is called for its own type only.
		if (registrationOf(context) === 'api') return undefined;
		return notSelected(selectedTypes(context), eventTypeOf(body));
	},
};

/**
 * Whether this is the request that Missive sends when a rule is saved, and without whose 2xx it does not save the rule
 * ("How to setup" of the webhook page). The page does not say what is in it, or whether it is signed.
 *
 * So this is what cannot be an event: a request with nothing in it; or one that has none of what events have, and not
 * even tries to prove that it comes from Missive, though an event would have to.
 */
function isValidationRequest(context: IWebhookFunctions, webhook: IncomingWebhook): boolean {
	const { body } = webhook;
	if (isEmpty(webhook)) return true;
	const isEventLike = isObject(body) && ('rule' in body || 'conversation' in body);
	return !isEventLike && lacksProof(context, webhook);
}

/** Whether there is nothing in a request: no body, `{}`, `[]`, `null` or `""`. */
function isEmpty({ rawBody, body }: IncomingWebhook): boolean {
	if (rawBody.length === 0 || body === null || body === '') return true;
	return typeof body === 'object' && Object.keys(body).length === 0;
}

/** Whether a request carries nothing at all of what its event would have to prove. */
function lacksProof(context: IWebhookFunctions, { headers, query }: IncomingWebhook): boolean {
	if (registrationOf(context) === 'api') return query[TOKEN_PARAMETER] === undefined;
	return !acceptsUnsigned(context) && headers[hookSignature.header.toLowerCase()] === undefined;
}
