import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { textAt } from '../shared/lib/json';
import { isoTimestamp } from '../shared/lib/time';

/** The guide says UUID, shows `message-uuid`, and the API answers ids without hyphens: an id is what tells one from another. */
const name = z.string().min(1);
const text = z.string().nullish();
const time = isoTimestamp.nullish();

/**
 * "Field Reference" of the integration guide, and how the page about messages spells its values: in lower case, the
 * content type as a media type.
 *
 * Of the fields that the guide calls required, some may be missing: its own generator of test payloads leaves out who
 * created a message, and a media message need have no content.
 */
export const conversationPayload = z
	.object({
		conversation_id: name,
		data: z
			.object({
				id: name,
				content: text,
				content_type: name,
				filename: text,
				type: name,
				channel: text,
				status: name,
				metadata: z.object({}).passthrough().nullish(),
				created_by: text,
				updated_by: text,
				created_at: time,
				updated_at: time,
			})
			.passthrough(),
		timestamp: isoTimestamp,
	})
	.passthrough();

/** The fields of a message that decide what becomes of its delivery. */
export interface ConversationMessage {
	readonly id: string;
	readonly content_type: string;
	readonly type: string;
	readonly channel?: string | null;
	readonly status: string;
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
 * Undefined where nothing tells one update from the next.
 */
export function eventIdOf(body: unknown): string | undefined {
	const parts = ['data.id', 'data.status', 'data.updated_at'].map((path) => textAt(body, path));
	return parts.includes(undefined) ? undefined : parts.join(':');
}
