import type { Sender } from '../shared/receive/sender';
import { isoToMs } from '../shared/receive/timestamp';
import { webhookSignature } from '../shared/signature/schemes';
import { ALL_EVENTS, autoresponderPayload, eventOf } from './events';
import { acceptsUnsigned, selectedTypes, webhookSecrets } from './parameters';

/**
 * How the AI Support Autoresponder sends: each event once, at the moment it happens, and never again, whatever the
 * answer. The payload has no id, but the time to the millisecond, so that the raw body tells copies apart.
 */
export const autoresponderSender: Sender = {
	// The guide names no tolerance. What is refused does not come again, so an hour leaves room for a clock that is
	// wrong. Copies within that hour are caught by the window of seen events.
	defaults: { maxBodyKb: 1024, toleranceSeconds: 60 * 60 },

	schema: autoresponderPayload,

	async authentication(context) {
		const secrets = await webhookSecrets(context);
		if (secrets.length === 0 && acceptsUnsigned(context)) return {};
		return { signature: { scheme: webhookSignature, secrets } };
	},

	/**
	 * "All outgoing webhooks include" `X-Webhook-Event`, so a request without it is none of theirs: whatever stands
	 * between the sender and n8n has to let the header through, and finds out at the first event.
	 */
	inconsistency(body, { headers }) {
		const named = headers['x-webhook-event'];
		if (named === undefined) return 'The header X-Webhook-Event is missing';
		if (named === eventOf(body)) return undefined;
		return 'The header X-Webhook-Event does not agree with the event in the body';
	},

	eventType: eventOf,

	ignoreReason(context, body) {
		const selected = selectedTypes(context);
		const type = eventOf(body);
		const wanted = selected.includes(ALL_EVENTS) || selected.includes(type);
		return wanted ? undefined : `The event type ${type} is not selected in the node`;
	},

	occurredAtMs: (body) => isoToMs(String(body.timestamp)),
};
