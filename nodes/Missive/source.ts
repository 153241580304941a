import { isObject } from '../shared/lib/json';
import { TOKEN_PARAMETER } from '../shared/receive/authenticate';
import { signatureOrAccepted } from '../shared/receive/options';
import type { IncomingWebhook } from '../shared/receive/request';
import { notSelected, selectedTypes } from '../shared/receive/eventTypes';
import type { WebhookSource } from '../shared/receive/source';
import { hookSignature } from '../shared/signature/schemes';
import type { Proof } from '../shared/signature/verdict';
import { missiveToken } from './api';
import { eventTypeOf, missivePayload } from './events';
import { registrationOf, signatureSecrets } from './settings';

/**
 * How Missive sends. Its payload has neither an id nor a time of its own, so what tells copies apart is the whole body,
 * and there is no age to check.
 */
export const missiveSource: WebhookSource = {
	// Missive repeats a delivery for up to 8 minutes.
	defaults: {
		maxBodyKb: 1024,
		toleranceSeconds: 0,
		duplicateMinutes: 60,
		repeats: { seconds: 8 * 60 },
	},

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

	content(context, { body }) {
		// Whoever makes rules by hand may want to hear of an event from each.
		if (registrationOf(context) !== 'api' || !isObject(body) || !isObject(body.rule))
			return undefined;
		// A hook of the API is a rule of its own. One that was created twice tells of each event twice, and only the id and
		// the description of the rule differ.
		return JSON.stringify({ ...body, rule: { type: body.rule.type } });
	},
};

/**
 * Whether this is the request that Missive sends when a rule is saved, and without whose 2xx it does not save the rule
 * ("How to setup" of the webhook page). The page does not say what is in it, or whether it is signed.
 *
 * So this is what cannot be an event: a request with nothing in it; or one that has none of what events have and does
 * not even try to prove where it comes from, though an event would have to.
 */
function isValidationRequest(webhook: IncomingWebhook, proof: Proof | undefined): boolean {
	const { body, headers, query } = webhook;
	if (isEmpty(body)) return true;
	const triesToProve =
		proof !== undefined ||
		headers[hookSignature.id.toLowerCase()] !== undefined ||
		query[TOKEN_PARAMETER] !== undefined;
	return !triesToProve && !(isObject(body) && ('rule' in body || 'conversation' in body));
}

/** Whether there is nothing in a body: no JSON at all, `{}`, `[]`, `null` or `""`. */
function isEmpty(body: unknown): boolean {
	if (body === undefined || body === null || body === '') return true;
	return typeof body === 'object' && Object.keys(body).length === 0;
}
