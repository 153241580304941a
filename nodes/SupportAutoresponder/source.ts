import { textAt } from '../shared/lib/json';
import { isoToMs } from '../shared/lib/time';
import { signatureOrAccepted } from '../shared/receive/options';
import type { WebhookSource } from '../shared/receive/source';
import { webhookSignature } from '../shared/signature/schemes';
import { autoresponderPayload, eventTypeOf } from './events';
import { webhookSecrets } from './settings';

/**
 * How the AI Support Autoresponder sends: each event once, at the moment it happens, and never again, whatever the
 * answer. The payload has no id, but the time to the millisecond, so that the raw body tells copies apart.
 */
export const autoresponderSource: WebhookSource = {
	// The guide names no tolerance. What is refused does not come again, so an hour leaves room for a clock that is
	// wrong. Copies within that hour are caught by the window of seen events.
	defaults: { maxBodyKb: 1024, toleranceSeconds: 60 * 60 },

	schema: autoresponderPayload,

	async authentication(context, from) {
		return signatureOrAccepted(context, [webhookSignature], await webhookSecrets(from));
	},

	/**
	 * "All outgoing webhooks include" `X-Webhook-Event`, so a request without it is none of theirs: whatever stands
	 * between the sender and n8n has to let the header through, and finds out at the first event.
	 */
	inconsistency(body, { headers }) {
		const named = headers['x-webhook-event'];
		if (named === undefined) return 'The header X-Webhook-Event is missing';
		if (named === eventTypeOf(body)) return undefined;
		return 'The header X-Webhook-Event does not agree with the event in the body';
	},

	eventType: eventTypeOf,

	occurredAtMs: ({ body }) => isoToMs(textAt(body, 'timestamp') ?? ''),
};
