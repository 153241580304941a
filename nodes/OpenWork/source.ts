import { textAt } from '../shared/lib/json';
import { isoToMs } from '../shared/lib/time';
import type { IncomingWebhook } from '../shared/receive/request';
import type { WebhookSource } from '../shared/receive/source';
import { bodyHmac } from '../shared/signature/bodyHmac';
import type { SignatureScheme } from '../shared/signature/scheme';
import { hookSignature } from '../shared/signature/schemes';
import { openWorkToken } from './api';
import { eventOf, openWorkPayload } from './events';

/**
 * The integration guide names `X-Hook-Signature` ("Verifying Webhook Signatures"); the open server sends the same value
 * as `X-Webhook-Signature`.
 */
const schemes: readonly SignatureScheme[] = [
	hookSignature,
	bodyHmac('X-Webhook-Signature', { prefix: 'sha256=' }),
];

/** What the open server says of an event beside the body, without signing it. The guide knows none of these headers. */
const HEADERS = { 'x-webhook-id': 'id', 'x-webhook-event': 'type' } as const;

/** How OpenWork sends: as its integration guide says, or as the open server does. */
export const openWorkSource: WebhookSource = {
	// "Rate Limits": payload size limit 256 KB, 100 events a minute. The fifth attempt comes 2 h 36 min after the event
	// ("Retry Behavior"); what is older than 3 hours is refused for its age.
	defaults: {
		maxBodyKb: 256,
		toleranceSeconds: 3 * 60 * 60,
		repeats: { seconds: 3 * 60 * 60, perMinute: 100 },
	},

	schema: openWorkPayload,

	async authentication(_context, from) {
		return { signature: { schemes, secrets: await from.ownSecrets(openWorkToken) } };
	},

	inconsistency(body, { headers }: IncomingWebhook) {
		const event = eventOf(body);
		for (const [header, field] of Object.entries(HEADERS)) {
			if (headers[header] === undefined || headers[header] === event[field]) continue;
			return `The header ${header} does not agree with the ${field} of the event in the body`;
		}
		return undefined;
	},

	eventType: (body) => eventOf(body).type,

	occurredAtMs: ({ body }) => isoToMs(textAt(body, 'event.timestamp') ?? ''),

	eventId: ({ body }) => textAt(body, 'event.id'),
};
