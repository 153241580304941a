import { createHmac, randomUUID } from 'node:crypto';

import type { AutoresponderReview } from './autoresponderReview';
import {
	type AutoresponderTicket,
	createProblem,
	listProblem,
	respondProblem,
	type TicketStore,
	updateProblem,
} from './autoresponderTickets';
import { hasBearer, isObject, jsonObject } from './shared/http';
import type { Answer, RecordedRequest } from './shared/http';
import type { Dialect } from './shared/sender';

/** The events that create a ticket. */
const CREATING: Readonly<Record<Dialect, readonly string[]>> = {
	documented: ['ticket.create'],
	'as found': ['ticket.create', 'ticket.created'],
};

/**
 * What the Autoresponder's API does: the incoming webhook, the tickets and what is said about them, for which a deployment may want an API key;
 * the server as found asks for none.
 */
export class AutoresponderRoutes {
	constructor(
		private readonly store: TicketStore,
		private readonly apiKey: string,
		private readonly dialect: Dialect,
		private readonly review: AutoresponderReview,
	) {}

	/** The answer to a request; `secret` is that of the settings. */
	answer(request: RecordedRequest, secret: string | undefined): Answer {
		const { method, path } = request;
		const asFound = this.dialect === 'as found';
		if (path === '/api/webhooks/receive') {
			const challenge = request.query.get('challenge');
			if (method === 'GET' && asFound) return { status: 200, body: { challenge } };
			return method === 'POST' ? this.receive(request, secret) : notAllowed(method);
		}
		const keyed = asFound || hasBearer(request, this.apiKey);
		if (this.review.knows(path)) return keyed ? this.review.answer(request) : unauthorized;
		const [, id, respond] = /^\/api\/tickets(?:\/([^/]+))?(\/respond)?$/.exec(path) ?? [];
		if (!path.startsWith('/api/tickets') || (respond && !id)) return notFound(`${method} ${path}`);
		if (!keyed) return unauthorized;
		if (id === undefined) {
			if (method === 'GET') return this.list(request);
			return method === 'POST' ? this.create(request) : notAllowed(method);
		}
		const ticket = this.store.find(decodeURIComponent(id));
		if (!ticket) return notFound('Ticket');
		if (respond) return method === 'POST' ? this.respond(request, ticket) : notAllowed(method);
		if (method === 'GET') return { status: 200, body: { ticket } };
		if (method === 'DELETE') return this.remove(ticket);
		return method === 'PUT' ? this.update(request, ticket) : notAllowed(method);
	}

	/** Signed over what it makes of the body, as the guide says: the payload, stringified. */
	private receive(request: RecordedRequest, secret: string | undefined): Answer {
		const body = jsonObject(request);
		if (!body) return problem(400, 'Invalid JSON in request body', 'INVALID_JSON');
		const signature = request.headers['x-webhook-signature'];
		const expected = webhookSignatureHex(secret, JSON.stringify(body));
		if (secret && signature !== expected) {
			return problem(401, 'Invalid webhook signature', 'INVALID_SIGNATURE');
		}
		const { event, data } = body;
		if (!CREATING[this.dialect].includes(String(event))) {
			return problem(400, `Unsupported event type: ${String(event)}`, 'UNSUPPORTED_EVENT');
		}
		const { message, ...fields } = isObject(data) ? data : {};
		const input = { ...fields, initial_message: message, source: 'webhook' };
		const wrong = createProblem(input);
		if (wrong !== undefined) return problem(400, wrong, 'VALIDATION_ERROR');
		const ticket = this.store.create(input);
		const text = 'Ticket created successfully';
		return { status: 200, body: { success: true, ticket, message: text } };
	}

	private list({ query }: RecordedRequest): Answer {
		const wrong = listProblem(query);
		if (wrong !== undefined) return problem(400, wrong, 'VALIDATION_ERROR');
		return { status: 200, body: this.store.list(query) };
	}

	private create(request: RecordedRequest): Answer {
		const body = jsonObject(request);
		const wrong = createProblem(body);
		if (wrong !== undefined) return problem(400, wrong, 'VALIDATION_ERROR');
		return { status: 201, body: { ticket: this.store.create(body ?? {}) } };
	}

	private update(request: RecordedRequest, ticket: AutoresponderTicket): Answer {
		const body = jsonObject(request);
		const wrong = updateProblem(body);
		if (wrong !== undefined) return problem(400, wrong, 'VALIDATION_ERROR');
		return { status: 200, body: { ticket: this.store.update(ticket, body ?? {}) } };
	}

	private remove(ticket: AutoresponderTicket): Answer {
		this.store.all.splice(this.store.all.indexOf(ticket), 1);
		return { status: 200, body: { message: 'Ticket deleted successfully' } };
	}

	private respond(request: RecordedRequest, ticket: AutoresponderTicket): Answer {
		const wrong = respondProblem(request.body.length > 0 ? (jsonObject(request) ?? '') : undefined);
		if (wrong !== undefined) return problem(400, wrong, 'VALIDATION_ERROR');
		this.store.update(ticket, { status: 'ai_responded' });
		const text = `About “${ticket.subject}”: have you tried turning it off and on again?`;
		return {
			status: 201,
			body: {
				ai_response: {
					id: randomUUID(),
					response_text: text,
					confidence_score: 0.85,
					status: 'approved',
				},
				conversation: { id: randomUUID(), message: text, sender_type: 'ai' },
				ticket,
				confidence_score: 0.85,
				requires_review: false,
				auto_sent: true,
			},
		};
	}
}

/** `X-Webhook-Signature`, computed apart from the package's own code; empty without a secret. */
export function webhookSignatureHex(secret: string | undefined, body: Buffer | string): string {
	return secret ? createHmac('sha256', secret).update(body).digest('hex') : '';
}

/** An error as the API shows it. */
export function problem(status: number, error: string, code: string): Answer {
	return { status, body: { error, code } };
}

const unauthorized = problem(401, 'Unauthorized', 'UNAUTHORIZED');

function notFound(what: string): Answer {
	return problem(404, `${what} not found`, 'NOT_FOUND');
}

function notAllowed(method: string): Answer {
	return problem(405, `${method} is not allowed`, 'METHOD_NOT_ALLOWED');
}
