import { deliveryReport } from './delivery';
import { type Answers, deleted, flag, number, only, orNull, text } from './shape';

/** "Ticket Status" and the like of the guide, and what the open server shows beside them. */
const ticket = only({
	id: text,
	ticket_number: text,
	subject: text,
	initial_message: text,
	status: text,
	priority: text,
	category: orNull(text),
	customer_email: text,
	customer_name: orNull(text),
	assigned_to: orNull(text),
	source: text,
	created_at: text,
	updated_at: text,
});

const aiResponse = only({
	id: text,
	ticket_id: text,
	conversation_id: orNull(text),
	response_text: text,
	confidence_score: number,
	status: text,
	ticket: orNull(ticket),
	created_at: text,
});

const conversation = only({
	id: text,
	ticket_id: text,
	message: text,
	sender_type: text,
	reviewed_by: orNull(text),
	created_at: text,
});

const feedback = only({
	id: text,
	conversation_id: text,
	rating: number,
	feedback_text: orNull(text),
	created_at: text,
});

export const supportAutoresponderAnswers: Answers = {
	'aiResponse/approve': only({
		ai_response: aiResponse,
		conversation: orNull(conversation),
		sent: flag,
	}),
	'aiResponse/edit': aiResponse,
	'aiResponse/get': aiResponse,
	'aiResponse/getAll': aiResponse,
	'aiResponse/reject': only({ ai_response: aiResponse, reason: orNull(text) }),
	'aiResponse/send': only({ ai_response: aiResponse, conversation, ticket }),
	'conversation/create': conversation,
	'conversation/getAll': conversation,
	'feedback/create': feedback,
	'feedback/getAll': feedback,
	'ticket/create': ticket,
	// With Simplify it is the ticket alone.
	'ticket/createThroughWebhook': deliveryReport(only({ success: flag, ticket, message: text })),
	'ticket/delete': deleted,
	'ticket/generateAiResponse': only({
		ai_response: aiResponse,
		conversation: orNull(conversation),
		ticket,
		confidence_score: number,
		requires_review: flag,
		auto_sent: flag,
	}),
	'ticket/get': ticket,
	'ticket/getAll': ticket,
	'ticket/update': ticket,
};
