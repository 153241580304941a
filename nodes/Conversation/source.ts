import type { IDataObject } from 'n8n-workflow';

import { textAt } from '../shared/lib/json';
import { isoToMs } from '../shared/lib/time';
import { notSelected, selectedTypes } from '../shared/receive/eventTypes';
import type { WebhookSource } from '../shared/receive/source';
import { CONVERSATION_KEY } from './api';
import { authentication } from './authentication';
import { filteredOut } from './filters';
import { conversationPayload, eventIdOf, eventTypeOf } from './message';
import { isManual } from './settings';

/** How the Conversation API sends. */
export const conversationSource: WebhookSource = {
	// No tolerance: see the field's description. It repeats an event for half a minute ("Retry Configuration"), and sends
	// at most 100 a minute: fewer than are remembered anyway.
	defaults: { maxBodyKb: 1024, toleranceSeconds: 0 },

	schema: conversationPayload,

	authentication,

	eventType: eventTypeOf,

	ignoreReason: (context, body) =>
		notSelected(selectedTypes(context), eventTypeOf(body)) ??
		filteredOut(context.getNodeParameter('filters', {}) as IDataObject, body),

	occurredAtMs: ({ body }) => isoToMs(textAt(body, 'timestamp') ?? ''),

	eventId: ({ body }) => eventIdOf(body),

	/** The vendor lists no conversations, and whoever writes into the node's own needs its id. */
	registration: (fields, { [CONVERSATION_KEY]: conversationId }) =>
		isManual(fields) || conversationId === undefined ? undefined : { conversationId },
};
