import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { isObject } from '../shared/lib/json';

/** "Webhook Types" of the setup guide, and the incoming types seen in public integrations. */
export const EVENT_TYPES = [
	{
		value: 'assignment_change',
		name: 'Assignment Changed',
		description: 'An assignee of a conversation changed',
	},
	{
		value: 'conversation_closed',
		name: 'Conversation Closed',
		description: 'A conversation was closed',
	},
	{
		value: 'conversation_opened',
		name: 'Conversation Opened',
		description: 'A conversation was opened',
	},
	{ value: 'incoming_email', name: 'Incoming Email', description: 'An email came in' },
	{
		value: 'incoming_facebook_message',
		name: 'Incoming Facebook Message',
		description: 'A Facebook message came in',
	},
	{ value: 'incoming_sms_message', name: 'Incoming SMS', description: 'A text message came in' },
	{
		value: 'incoming_twilio_chat_message',
		name: 'Incoming Twilio Chat Message',
		description: 'A Twilio chat message came in',
	},
	{
		value: 'incoming_whatsapp_message',
		name: 'Incoming WhatsApp Message',
		description: 'A WhatsApp message came in',
	},
	{ value: 'label_change', name: 'Label Changed', description: 'A label was added or removed' },
	{ value: 'new_comment', name: 'New Comment', description: 'A comment was added' },
	{ value: 'new_message', name: 'New Message', description: 'An email or text message came in' },
] as const;

/**
 * "Request format" of the webhook page. Only what every event has is required: the page shows the "general structure",
 * and a comment or a task brings other parts.
 */
export const missivePayload = z
	.object({
		rule: z.object({ type: z.string().min(1) }).passthrough(),
		conversation: z.object({ id: z.string().min(1) }).passthrough(),
		latest_message: z.object({}).passthrough().nullish(),
	})
	.passthrough();

/** The type of a payload that matches the schema. */
export function typeOf(body: IDataObject): string {
	return (body.rule as { type: string }).type;
}

/**
 * Whether this is the request that Missive sends when a rule is saved, and without whose 2xx it does not save the rule
 * ("How to setup" of the webhook page).
 */
export function isValidationRequest(body: unknown): boolean {
	if (body === undefined) return true;
	return isObject(body) && !('rule' in body) && !('conversation' in body);
}
