import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { EventOption } from '../shared/receive/eventTypes';

/** The types that the API makes hooks for, as public integrations of Missive list them. */
export const API_EVENT_TYPES: readonly EventOption[] = [
	{
		value: 'incoming_email',
		name: 'Incoming Email',
		action: 'On incoming email',
		description: 'An email came in',
	},
	{
		value: 'incoming_facebook_message',
		name: 'Incoming Facebook Message',
		action: 'On incoming Facebook message',
		description: 'A Facebook message came in',
	},
	{
		value: 'incoming_sms_message',
		name: 'Incoming SMS',
		action: 'On incoming SMS',
		description: 'A text message came in',
	},
	{
		value: 'incoming_twilio_chat_message',
		name: 'Incoming Twilio Chat Message',
		action: 'On incoming Twilio chat message',
		description: 'A Twilio chat message came in',
	},
	{
		value: 'incoming_whatsapp_message',
		name: 'Incoming WhatsApp Message',
		action: 'On incoming WhatsApp message',
		description: 'A WhatsApp message came in',
	},
	{
		value: 'new_comment',
		name: 'New Comment',
		action: 'On new comment',
		description: 'A comment was added',
	},
];

/** "Webhook Types" of the setup guide that the API was not found to take: rules made by hand have them. */
const GUIDE_EVENT_TYPES: readonly EventOption[] = [
	{
		value: 'assignment_change',
		name: 'Assignment Changed',
		action: 'On assignment change',
		description: 'An assignee of a conversation changed',
	},
	{
		value: 'conversation_closed',
		name: 'Conversation Closed',
		action: 'On conversation closed',
		description: 'A conversation was closed',
	},
	{
		value: 'conversation_opened',
		name: 'Conversation Opened',
		action: 'On conversation opened',
		description: 'A conversation was opened',
	},
	{
		value: 'label_change',
		name: 'Label Changed',
		action: 'On label change',
		description: 'A label was added or removed',
	},
	{
		value: 'new_message',
		name: 'New Message',
		action: 'On new message',
		description: 'An email or text message came in',
	},
];

/** Further rules that Missive has. Their types are not documented; these are made like those that are. */
const UNDOCUMENTED_EVENT_TYPES: readonly EventOption[] = [
	{
		value: 'conversation_reopened',
		name: 'Conversation Reopened',
		action: 'On conversation reopened',
		description: 'A conversation was reopened',
	},
	{
		value: 'incoming_instagram_message',
		name: 'Incoming Instagram Message',
		action: 'On incoming Instagram message',
		description: 'An Instagram message came in',
	},
	{
		value: 'incoming_live_chat_message',
		name: 'Incoming Live Chat Message',
		action: 'On incoming live chat message',
		description: 'A live chat message came in',
	},
	{
		value: 'new_post',
		name: 'New Post',
		action: 'On new post',
		description: 'An integration posted into a conversation',
	},
	{
		value: 'outgoing_email',
		name: 'Outgoing Email',
		action: 'On outgoing email',
		description: 'An email was sent',
	},
	{
		value: 'outgoing_sms_message',
		name: 'Outgoing SMS',
		action: 'On outgoing SMS',
		description: 'A text message was sent',
	},
	{
		value: 'outgoing_whatsapp_message',
		name: 'Outgoing WhatsApp Message',
		action: 'On outgoing WhatsApp message',
		description: 'A WhatsApp message was sent',
	},
	{
		value: 'team_change',
		name: 'Team Changed',
		action: 'On team change',
		description: 'The team of a conversation changed',
	},
].map((option) => ({
	...option,
	description: `${option.description}. Missive does not document the type: if no such event arrives, select All Events and look at rule.type.`,
}));

/** The types that come by a rule only. */
export const RULE_ONLY_EVENT_TYPES: readonly EventOption[] = [
	...GUIDE_EVENT_TYPES,
	...UNDOCUMENTED_EVENT_TYPES,
];

/** The types of rules, those that the API knows too among them. */
export const RULE_EVENT_TYPES: readonly EventOption[] = [
	...API_EVENT_TYPES,
	...RULE_ONLY_EVENT_TYPES,
].sort((a, b) => a.name.localeCompare(b.name));

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
export function eventTypeOf(body: IDataObject): string {
	return (body.rule as { type: string }).type;
}
