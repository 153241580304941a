import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { textAt } from '../shared/lib/json';
import { CHANNELS, CONTENT_TYPES, MESSAGE_TYPES, STATUSES } from './vocabulary';

/**
 * A UUID of any version, with hyphens or without: creating a conversation answers its id as 32 hex digits, and nothing
 * documents version bits.
 */
const uuid = z
	.string()
	.regex(/^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i, 'Not a UUID');

/** ISO 8601. The document's own generator of test payloads writes local times without an offset. */
const time = z.string().datetime({ offset: true, local: true });

/** The names, as a zod enum takes them. */
function oneOf<Value extends string>(vocabulary: Readonly<Record<Value, string>>) {
	return z.enum(Object.keys(vocabulary) as [Value, ...Value[]]);
}

/**
 * "Field Reference" of the integration guide; unknown keys are kept.
 *
 * The two optional fields may be null as well: it says the same as leaving them out, and a sender that writes it would
 * otherwise have all of its messages on the output `Invalid`.
 */
export const conversationPayload = z
	.object({
		conversation_id: uuid,
		data: z
			.object({
				id: uuid,
				content: z.string(),
				content_type: oneOf(CONTENT_TYPES),
				filename: z.string().nullish(),
				type: oneOf(MESSAGE_TYPES),
				channel: oneOf(CHANNELS),
				status: oneOf(STATUSES),
				metadata: z.object({}).passthrough().nullish(),
				created_by: z.string(),
				updated_by: z.string(),
				created_at: time,
				updated_at: time,
			})
			.passthrough(),
		timestamp: time,
	})
	.passthrough();

/** The fields of a message that decide what becomes of its delivery. */
export interface ConversationMessage {
	readonly id: string;
	readonly content_type: string;
	readonly type: string;
	readonly channel: string;
	readonly status: string;
	readonly updated_at: string;
}

/** The message of a payload that matches the schema. */
export function messageOf(body: IDataObject): ConversationMessage {
	return body.data as unknown as ConversationMessage;
}

/** The payload names no event type; what happened to the message does: `message.received`, `.processed`, `.failed`. */
export function eventTypeOf(body: IDataObject): string {
	return `message.${messageOf(body).status.toLowerCase()}`;
}

/**
 * One message is delivered when it is created and again when it is processed, so that its id alone is not enough.
 * Undefined for a payload that lacks one of the three.
 */
export function eventIdOf(body: unknown): string | undefined {
	const parts = ['data.id', 'data.status', 'data.updated_at'].map((path) => textAt(body, path));
	return parts.includes(undefined) ? undefined : parts.join(':');
}
