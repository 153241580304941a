import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { textAt } from '../shared/lib/json';
import { isoTimestamp } from '../shared/lib/time';
import type { EventOption } from '../shared/receive/eventTypes';
import { CHANNELS, CONTENT_TYPES, MESSAGE_TYPES, STATUSES } from './vocabulary';

/** The guide says UUID, shows `message-uuid`, and the API answers ids without hyphens: an id is what tells one from another. */
const name = z.string().min(1);
const text = z.string().nullish();
const time = isoTimestamp.nullish();

/**
 * "Field Reference" of the integration guide, and how the page about messages spells its values: in lower case, the
 * content type as a media type. `docs/schemas/conversation-callback.json` is made from it.
 *
 * Of the fields that the guide calls required, some may be missing: its own generator of test payloads leaves out who
 * created a message, and a media message need have no content.
 */
export const conversationPayload = z
	.object({
		conversation_id: name.describe('The conversation, as a UUID'),
		data: z
			.object({
				id: name.describe('The message, as a UUID'),
				content: text.describe('What the message says'),
				content_type: name.describe(
					`What the message consists of: ${oneOf(CONTENT_TYPES)} in any case, or a media type such as application/pdf`,
				),
				filename: text.describe('The name of the file. Only of messages that hold one.'),
				type: name.describe(`Who wrote the message: ${oneOf(MESSAGE_TYPES)}, in any case`),
				channel: text.describe(`The channel that it came through: ${oneOf(CHANNELS)}, in any case`),
				status: name.describe(`What became of the message: ${oneOf(STATUSES)}, in any case`),
				metadata: z
					.object({})
					.passthrough()
					.nullish()
					.describe('What the sender keeps with the message'),
				created_by: text.describe('Who created the message: an ID or a name'),
				updated_by: text.describe('Who changed it last: an ID or a name'),
				created_at: time.describe('When it was created, ISO 8601'),
				updated_at: time.describe('When it was changed last, ISO 8601'),
			})
			.passthrough()
			.describe('The message'),
		timestamp: isoTimestamp.describe('When this happened, ISO 8601'),
	})
	.passthrough();

/** The values that the guide lists, as a sentence names them. */
function oneOf(values: object): string {
	return Object.keys(values).join(', ');
}

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

/** What can happen to a message, as `eventTypeOf` names it. */
export const EVENT_TYPES: readonly EventOption[] = [
	{
		value: 'message.failed',
		name: 'Message Failed',
		action: 'On message failed',
		description: 'A message could not be processed',
	},
	{
		value: 'message.processed',
		name: 'Message Processed',
		action: 'On message processed',
		description: 'A message that came before was processed',
	},
	{
		value: 'message.received',
		name: 'Message Received',
		action: 'On message received',
		description: 'A message was created, by whomever',
	},
];

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
