import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { isoTimestamp } from '../shared/lib/time';

/** "Available Events" of the webhooks guide. */
export const EVENT_TYPES = [
	{
		value: 'ai.response.approved',
		name: 'AI Response Approved',
		action: 'On AI response approved',
		description: 'A person approved an AI response',
	},
	{
		value: 'ai.response.generated',
		name: 'AI Response Generated',
		action: 'On AI response generated',
		description: 'The AI wrote a response',
	},
	{
		value: 'ai.response.rejected',
		name: 'AI Response Rejected',
		action: 'On AI response rejected',
		description: 'A person rejected an AI response, mostly with a reason',
	},
	{
		value: 'ai.response.requires_review',
		name: 'AI Response Requires Review',
		action: 'On AI response to review',
		description: 'The AI wrote a response that a person has to review',
	},
	{
		value: 'conversation.added',
		name: 'Conversation Added',
		action: 'On message added to conversation',
		description: 'A message was added to a conversation',
	},
	{
		value: 'feedback.received',
		name: 'Feedback Received',
		action: 'On feedback received',
		description: 'Feedback came in',
	},
	{
		value: 'ticket.created',
		name: 'Ticket Created',
		action: 'On ticket created',
		description: 'A ticket was created',
	},
	{
		value: 'ticket.escalated',
		name: 'Ticket Escalated',
		action: 'On ticket escalated',
		description: 'A ticket was escalated',
	},
	{
		value: 'ticket.resolved',
		name: 'Ticket Resolved',
		action: 'On ticket resolved',
		description: 'A ticket was resolved',
	},
	{
		value: 'ticket.updated',
		name: 'Ticket Updated',
		action: 'On ticket updated',
		description: 'A ticket was changed',
	},
] as const;

const text = z.string().nullish();

/**
 * Its id tells which ticket an event is about. Of the other fields that the guide shows, none has to be there. The
 * sender writes null where it does not find the ticket.
 */
const ticket = z
	.object({
		id: z.string().min(1),
		ticket_number: text,
		subject: text,
		status: text,
		customer_email: text,
	})
	.passthrough()
	.nullable();

/** The guide writes `{...}` for what is in these. */
const anyFields = z.object({}).passthrough();

const ticketData = z.object({ ticket }).passthrough();
const responseData = z.object({ ticket, ai_response: anyFields }).passthrough();

/** What each event has in `data` ("Available Events"). The sender leaves out the reason of a rejection without one. */
const DATA: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
	['ticket.created', ticketData],
	['ticket.updated', ticketData],
	['ticket.resolved', ticketData],
	['ticket.escalated', ticketData],
	['ai.response.generated', responseData],
	['ai.response.requires_review', responseData],
	['ai.response.approved', responseData],
	['ai.response.rejected', responseData.extend({ reason: text })],
	['conversation.added', z.object({ conversation: anyFields }).passthrough()],
	['feedback.received', z.object({ feedback: anyFields }).passthrough()],
]);

/** "Webhook Payload Format". An event that the guide does not list may hold anything in its data. */
export const autoresponderPayload = z
	.object({
		event: z.string().min(1),
		timestamp: isoTimestamp,
		data: z.object({}).passthrough(),
	})
	.passthrough()
	.superRefine(({ event, data }, context) => {
		for (const { path, message } of DATA.get(event)?.safeParse(data).error?.issues ?? []) {
			context.addIssue({ code: 'custom', path: ['data', ...path], message });
		}
	});

/** The event type of a payload that matches the schema. */
export function eventTypeOf(body: IDataObject): string {
	return String(body.event);
}
