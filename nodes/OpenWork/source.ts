import { textAt } from '../shared/lib/json';
import { isoToMs } from '../shared/lib/time';
import { notSelected, type WebhookSource } from '../shared/receive/source';
import { hookSignature } from '../shared/signature/schemes';
import { openWorkToken } from './api';
import { eventOf, openWorkPayload } from './events';

/** How OpenWork sends. */
export const openWorkSource: WebhookSource = {
	// "Rate Limits": payload size limit 256 KB. The fifth attempt comes 2 h 36 min after the event ("Retry Behavior").
	defaults: { maxBodyKb: 256, toleranceSeconds: 3 * 60 * 60 },

	schema: openWorkPayload,

	async authentication(_context, from) {
		const secrets = await from.ownSecrets(openWorkToken);
		return { signature: { schemes: [hookSignature], secrets } };
	},

	eventType: (body) => eventOf(body).type,

	ignoreReason(context, body) {
		const selected = context.getNodeParameter('eventTypes') as string[];
		return notSelected(selected, eventOf(body).type);
	},

	occurredAtMs: ({ body }) => isoToMs(textAt(body, 'event.timestamp') ?? ''),

	eventId: ({ body }) => textAt(body, 'event.id'),
};
