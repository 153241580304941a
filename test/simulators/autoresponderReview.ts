import { randomUUID } from 'node:crypto';

import type { AutoresponderTicket, TicketStore } from './autoresponderTickets';
import type { Clock } from './shared/clock';
import { jsonObject } from './shared/http';
import type { Answer, RecordedRequest } from './shared/http';
import type { Dialect } from './shared/sender';

/** What the AI wrote, as the API shows it. */
export interface AutoresponderAiResponse {
	readonly id: string;
	readonly ticket_id: string;
	conversation_id: string | null;
	response_text: string;
	readonly confidence_score: number;
	status: 'pending_review' | 'approved' | 'rejected' | 'sent' | 'edited';
	readonly created_at: string;
}

/** A message of the conversation of a ticket. */
export interface AutoresponderConversation {
	readonly id: string;
	readonly ticket_id: string;
	readonly message: string;
	readonly sender_type: string;
	reviewed_by?: string;
	readonly created_at: string;
}

/** A rating of a message. */
export interface AutoresponderFeedback {
	readonly id: string;
	readonly conversation_id: string;
	readonly rating: number;
	readonly feedback_text: string | null;
	readonly created_at: string;
}

const SENDER_TYPES = ['customer', 'ai', 'human'];
const RATINGS = [-1, 1, 2, 3, 4, 5];
const ROUTE = /^\/api\/(ai-responses|conversations|feedback)(?:\/([^/]+)(?:\/(\w+))?)?$/;

/** The AI's answers and their review, the conversations of tickets, and feedback. */
export class AutoresponderReview {
	/** Oldest first. */
	readonly responses: AutoresponderAiResponse[] = [];
	/** Oldest first. */
	readonly conversations: AutoresponderConversation[] = [];
	/** Oldest first. */
	readonly feedback: AutoresponderFeedback[] = [];
	/** The texts that customers got by mail. */
	readonly mails: string[] = [];

	constructor(
		private readonly tickets: TicketStore,
		private readonly dialect: Dialect,
		private readonly clock: Clock,
	) {}

	/** The AI answered a ticket, and a person has to look at it. */
	add(
		ticket: AutoresponderTicket,
		fields: Partial<AutoresponderAiResponse> = {},
	): AutoresponderAiResponse {
		const response: AutoresponderAiResponse = {
			...this.entry(ticket.id),
			conversation_id: null,
			response_text: 'Have you tried turning it off and on again?',
			confidence_score: 0.5,
			status: 'pending_review',
			...fields,
		};
		this.responses.push(response);
		ticket.status = 'human_review';
		return response;
	}

	/** Whether the path is one of these resources. */
	knows(path: string): boolean {
		return ROUTE.test(path);
	}

	/** The answer to a request for one of these resources. */
	answer(request: RecordedRequest): Answer {
		const { method } = request;
		const [, resource = '', id, action] = ROUTE.exec(request.path) ?? [];
		const routes: Record<string, () => Answer> = {
			'GET ai-responses': () => this.pending(request.query),
			'GET conversations': () => this.conversationsOf(request.query),
			'POST conversations': () => this.say(request),
			// The open server wants the session of a browser, which no key replaces.
			'GET feedback': () =>
				this.dialect === 'as found' ? unauthorized : this.rated(request.query),
			'POST feedback': () => (this.dialect === 'as found' ? unauthorized : this.rate(request)),
		};
		if (id === undefined) return (routes[`${method} ${resource}`] ?? notAllowed)();
		if (resource !== 'ai-responses') return refused(404, 'Not found');
		const response = this.responses.find((one) => one.id === decodeURIComponent(id));
		const actions: Record<string, (response: AutoresponderAiResponse) => Answer> = {
			'GET ': (one) => ({ status: 200, body: { response: one } }),
			'POST approve': (one) => this.approve(one, jsonObject(request) ?? {}),
			'POST reject': (one) => this.reject(one, jsonObject(request) ?? {}),
			'POST send': (one) => this.send(one, jsonObject(request) ?? {}),
			'PUT edit': (one) => edit(one, jsonObject(request) ?? {}),
		};
		const act = actions[`${method} ${action ?? ''}`];
		if (!act) return notAllowed();
		return response ? act(response) : refused(404, 'AI response not found');
	}

	private entry(ticketId: string) {
		const created = new Date(this.clock.now()).toISOString();
		return { id: randomUUID(), ticket_id: ticketId, created_at: created };
	}

	private pending(query: URLSearchParams): Answer {
		const min = Number(query.get('min_confidence') ?? 0);
		const max = Number(query.get('max_confidence') ?? 1);
		const priority = query.get('priority');
		const responses = this.responses.filter(
			({ status, confidence_score: confidence, ticket_id: ticket }) =>
				status === 'pending_review' &&
				confidence >= min &&
				confidence <= max &&
				(priority === null || this.tickets.find(ticket)?.priority === priority),
		);
		return {
			status: 200,
			body: { responses: responses.slice(0, Number(query.get('limit') ?? Infinity)) },
		};
	}

	private approve(response: AutoresponderAiResponse, body: Record<string, unknown>): Answer {
		const { send = true } = body;
		response.status = 'approved';
		const shown = { ...response };
		const conversation = send === true ? this.deliver(response, body) : null;
		return { status: 200, body: { ai_response: shown, conversation, sent: send } };
	}

	private reject(response: AutoresponderAiResponse, { reason }: Record<string, unknown>): Answer {
		response.status = 'rejected';
		return { status: 200, body: { ai_response: response, reason: reason ?? null } };
	}

	private send(response: AutoresponderAiResponse, body: Record<string, unknown>): Answer {
		if (!['approved', 'edited'].includes(response.status)) {
			return refused(400, 'Response must be approved or edited before sending');
		}
		const conversation = this.deliver(response, body);
		const ticket = this.tickets.find(response.ticket_id);
		return { status: 200, body: { ai_response: response, conversation, ticket } };
	}

	/** The customer gets the answer, and the conversation shows it. */
	private deliver(
		response: AutoresponderAiResponse,
		{ reviewedBy = 'system' }: Record<string, unknown>,
	): AutoresponderConversation {
		const known = this.conversations.find(({ id }) => id === response.conversation_id);
		const conversation = known ?? {
			...this.entry(response.ticket_id),
			message: response.response_text,
			sender_type: 'ai',
		};
		if (known) known.reviewed_by = String(reviewedBy);
		else this.conversations.push(conversation);
		const ticket = this.tickets.find(response.ticket_id);
		if (ticket?.status === 'human_review') this.tickets.update(ticket, { status: 'ai_responded' });
		response.status = 'sent';
		this.mails.push(response.response_text);
		return conversation;
	}

	private conversationsOf(query: URLSearchParams): Answer {
		const ticketId = query.get('ticket_id');
		if (!ticketId) return refused(400, 'ticket_id query parameter is required');
		const conversations = this.conversations.filter((one) => one.ticket_id === ticketId);
		return { status: 200, body: { conversations } };
	}

	private say(request: RecordedRequest): Answer {
		const { ticket_id: ticketId, message, sender_type: sender } = jsonObject(request) ?? {};
		if (!ticketId || !message || !sender) {
			return refused(400, 'Missing required fields: ticket_id, message, sender_type');
		}
		if (!SENDER_TYPES.includes(String(sender))) {
			return refused(400, `Invalid sender_type. Must be one of: ${SENDER_TYPES.join(', ')}`);
		}
		if (!this.tickets.find(String(ticketId))) return refused(500, 'Failed to create conversation');
		const conversation: AutoresponderConversation = {
			...this.entry(String(ticketId)),
			message: String(message),
			sender_type: String(sender),
		};
		this.conversations.push(conversation);
		return { status: 201, body: { conversation } };
	}

	private rated(query: URLSearchParams): Answer {
		const conversationId = query.get('conversation_id');
		const ticketId = query.get('ticket_id');
		if (!conversationId && !ticketId) {
			return refused(400, 'conversation_id, ticket_id, stats, or ai_analytics parameter required');
		}
		const ids = this.conversations
			.filter(({ id, ticket_id: ticket }) =>
				conversationId ? id === conversationId : ticket === ticketId,
			)
			.map(({ id }) => id);
		const found = this.feedback.filter(({ conversation_id: id }) => ids.includes(id));
		return { status: 200, body: found };
	}

	private rate(request: RecordedRequest): Answer {
		const body = jsonObject(request) ?? {};
		const { conversation_id: conversationId, rating, feedback_text: text } = body;
		if (!conversationId || !rating) {
			return refused(400, 'conversation_id and rating are required');
		}
		const known = this.conversations.some(({ id }) => id === conversationId);
		if (!known || !RATINGS.includes(Number(rating))) {
			return refused(500, 'Failed to create feedback');
		}
		const feedback: AutoresponderFeedback = {
			id: randomUUID(),
			conversation_id: String(conversationId),
			rating: Number(rating),
			feedback_text: typeof text === 'string' ? text : null,
			created_at: new Date(this.clock.now()).toISOString(),
		};
		this.feedback.push(feedback);
		return { status: 201, body: feedback };
	}
}

function edit(response: AutoresponderAiResponse, { response_text: text }: Record<string, unknown>) {
	if (typeof text !== 'string' || text === '') {
		return refused(400, 'response_text is required and must be a string');
	}
	Object.assign(response, { response_text: text, status: 'edited' });
	return { status: 200, body: { ai_response: response } };
}

const unauthorized: Answer = refused(401, 'Unauthorized');

function refused(status: number, error: string): Answer {
	return { status, body: { error, code: status === 401 ? 'UNAUTHORIZED' : 'REFUSED' } };
}

function notAllowed(): Answer {
	return refused(405, 'Method not allowed');
}
