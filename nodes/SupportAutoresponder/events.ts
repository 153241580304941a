import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

/** "Available Events" of the webhooks guide. */
export const EVENT_TYPES = [
	{
		value: 'ai.response.approved',
		name: 'AI Response Approved',
		description: 'A person approved an AI response',
	},
	{
		value: 'ai.response.generated',
		name: 'AI Response Generated',
		description: 'The AI wrote a response',
	},
	{
		value: 'ai.response.rejected',
		name: 'AI Response Rejected',
		description: 'A person rejected an AI response, with a reason',
	},
	{
		value: 'ai.response.requires_review',
		name: 'AI Response Requires Review',
		description: 'The AI wrote a response that a person has to review',
	},
	{
		value: 'conversation.added',
		name: 'Conversation Added',
		description: 'A message was added to a conversation',
	},
	{ value: 'feedback.received', name: 'Feedback Received', description: 'Feedback came in' },
	{ value: 'ticket.created', name: 'Ticket Created', description: 'A ticket was created' },
	{ value: 'ticket.escalated', name: 'Ticket Escalated', description: 'A ticket was escalated' },
	{ value: 'ticket.resolved', name: 'Ticket Resolved', description: 'A ticket was resolved' },
	{ value: 'ticket.updated', name: 'Ticket Updated', description: 'A ticket was changed' },
] as const;

const text = z.string().nullish();

/** Its id tells which ticket an event is about. Of the other fields that the guide shows, none has to be there. */
const ticket = z
	.object({
		id: z.string().min(1),
		ticket_number: text,
		subject: text,
		status: text,
		customer_email: text,
	})
	.passthrough();

/** The guide writes `{...}` for what is in these. */
const anyFields = z.object({}).passthrough();

/** A payload of one event ("Webhook Payload Format"), with what the event has in `data` ("Available Events"). */
function payloadOf<Name extends string, Data extends z.ZodRawShape>(event: Name, data: Data) {
	return z
		.object({
			event: z.literal(event),
			timestamp: z.string().datetime({ offset: true, local: true }),
			data: z.object(data).passthrough(),
		})
		.passthrough();
}

/** What the sender sends: one of the ten documented events, each with its own data. */
export const autoresponderPayload = z.discriminatedUnion(
	'event',
	[
		payloadOf('ticket.created', { ticket }),
		payloadOf('ticket.updated', { ticket }),
		payloadOf('ticket.resolved', { ticket }),
		payloadOf('ticket.escalated', { ticket }),
		payloadOf('ai.response.generated', { ticket, ai_response: anyFields }),
		payloadOf('ai.response.requires_review', { ticket, ai_response: anyFields }),
		payloadOf('ai.response.approved', { ticket, ai_response: anyFields }),
		payloadOf('ai.response.rejected', { ticket, ai_response: anyFields, reason: z.string() }),
		payloadOf('conversation.added', { conversation: anyFields }),
		payloadOf('feedback.received', { feedback: anyFields }),
	],
	// zod 4 says "Invalid input" by itself.
	{ message: 'Not one of the documented events' },
);

/** The event type of a payload that matches the schema. */
export function eventOf(body: IDataObject): string {
	return String(body.event);
}
