import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

/** The types that the API makes hooks for, as public integrations of Missive list them. */
export const API_EVENT_TYPES: readonly INodePropertyOptions[] = [
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
	{ value: 'new_comment', name: 'New Comment', description: 'A comment was added' },
];

/** "Webhook Types" of the setup guide that the API was not found to take: rules made by hand have them. */
const GUIDE_EVENT_TYPES: readonly INodePropertyOptions[] = [
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
	{ value: 'label_change', name: 'Label Changed', description: 'A label was added or removed' },
	{ value: 'new_message', name: 'New Message', description: 'An email or text message came in' },
];

/** Further rules that Missive has. Their types are not documented; these are made like those that are. */
const UNDOCUMENTED_EVENT_TYPES: readonly INodePropertyOptions[] = [
	undocumented('conversation_reopened', 'Conversation Reopened', 'A conversation was reopened'),
	undocumented(
		'incoming_instagram_message',
		'Incoming Instagram Message',
		'An Instagram message came in',
	),
	undocumented(
		'incoming_live_chat_message',
		'Incoming Live Chat Message',
		'A live chat message came in',
	),
	undocumented('new_post', 'New Post', 'An integration posted into a conversation'),
	undocumented('outgoing_email', 'Outgoing Email', 'An email was sent'),
	undocumented('outgoing_sms_message', 'Outgoing SMS', 'A text message was sent'),
	undocumented(
		'outgoing_whatsapp_message',
		'Outgoing WhatsApp Message',
		'A WhatsApp message was sent',
	),
	undocumented('team_change', 'Team Changed', 'The team of a conversation changed'),
];

function undocumented(value: string, name: string, what: string): INodePropertyOptions {
	const description = `${what}. Missive does not document the type: if no such event arrives, select All Events and look at rule.type.`;
	return { value, name, description };
}

/** The types of rules, those that the API knows too among them. */
export const RULE_EVENT_TYPES: readonly INodePropertyOptions[] = [
	...API_EVENT_TYPES,
	...GUIDE_EVENT_TYPES,
	...UNDOCUMENTED_EVENT_TYPES,
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
