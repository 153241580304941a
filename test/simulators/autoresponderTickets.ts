import { randomUUID } from 'node:crypto';

import type { Clock } from './shared/clock';
import { isObject, unknownFields } from './shared/http';

/** The statuses of a ticket. */
export const TICKET_STATUSES = [
	'new',
	'ai_responded',
	'human_review',
	'resolved',
	'escalated',
	'closed',
];

/** The priorities of a ticket. */
export const TICKET_PRIORITIES = ['low', 'medium', 'high', 'urgent'];

/** A ticket as the API shows it. */
export interface AutoresponderTicket {
	readonly id: string;
	/** `TKT-<year>-<number>`. */
	readonly ticket_number: string;
	subject: string;
	readonly initial_message: string;
	status: string;
	priority: string;
	category: string | null;
	readonly customer_email: string;
	readonly customer_name: string | null;
	assigned_to: string | null;
	readonly source: string;
	readonly created_at: string;
	updated_at: string;
}

type Fields = Record<string, unknown>;

const REQUIRED = ['subject', 'initial_message', 'customer_email'];
const CREATE_FIELDS = [...REQUIRED, 'customer_name', 'priority', 'category', 'source'];
const UPDATE_FIELDS = ['subject', 'status', 'priority', 'category', 'assigned_to'];
const RESPOND_FIELDS = ['include_knowledge_base', 'model', 'temperature', 'max_tokens'];
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const VALUES: Readonly<Record<string, readonly string[]>> = {
	status: TICKET_STATUSES,
	priority: TICKET_PRIORITIES,
};

/** What is wrong with the fields of a ticket to create. */
export function createProblem(body: unknown): string | undefined {
	if (!isObject(body)) return 'Request body is required';
	const missing = REQUIRED.filter((name) => typeof body[name] !== 'string' || body[name] === '');
	if (missing.length > 0) return `Missing required fields: ${missing.join(', ')}`;
	if (!EMAIL.test(String(body.customer_email))) return 'Invalid email format';
	return fieldsProblem(body, CREATE_FIELDS);
}

/** What is wrong with a change of a ticket. */
export function updateProblem(body: unknown): string | undefined {
	return isObject(body) ? fieldsProblem(body, UPDATE_FIELDS) : 'Request body is required';
}

/** What is wrong with the wishes for an AI response; there need not be any. */
export function respondProblem(body: unknown): string | undefined {
	if (body === undefined) return undefined;
	return isObject(body) ? fieldsProblem(body, RESPOND_FIELDS) : 'Invalid JSON in request body';
}

/** What is wrong with the query of a list. */
export function listProblem(query: URLSearchParams): string | undefined {
	const limit = Number(query.get('limit') ?? 50);
	const offset = Number(query.get('offset') ?? 0);
	if (!Number.isInteger(limit) || limit < 1 || limit > 100) return 'limit must be from 1 to 100';
	if (!Number.isInteger(offset) || offset < 0) return 'offset must be 0 or more';
	const known = ['status', 'priority', 'customer_email', 'limit', 'offset'];
	return fieldsProblem(Object.fromEntries(query), known);
}

function fieldsProblem(fields: Fields, known: readonly string[]): string | undefined {
	const unknown = unknownFields(fields, known);
	if (unknown.length > 0) return `Unknown fields: ${unknown.join(', ')}`;
	for (const [name, allowed] of Object.entries(VALUES)) {
		const value = fields[name];
		if (value !== undefined && !allowed.includes(String(value))) {
			return `${name} must be one of ${allowed.join(', ')}`;
		}
	}
	return undefined;
}

/** The tickets of an Autoresponder. */
export class TicketStore {
	/** Newest first. */
	readonly all: AutoresponderTicket[] = [];

	constructor(private readonly clock: Clock) {}

	find(id: string): AutoresponderTicket | undefined {
		return this.all.find((ticket) => ticket.id === id);
	}

	create(fields: Fields): AutoresponderTicket {
		const now = new Date(this.clock.now());
		const number = String(this.all.length + 1).padStart(3, '0');
		const ticket: AutoresponderTicket = {
			id: randomUUID(),
			ticket_number: `TKT-${now.getUTCFullYear()}-${number}`,
			subject: String(fields.subject),
			initial_message: String(fields.initial_message),
			status: 'new',
			priority: String(fields.priority ?? 'medium'),
			category: textOrNull(fields.category),
			customer_email: String(fields.customer_email),
			customer_name: textOrNull(fields.customer_name),
			assigned_to: null,
			source: String(fields.source ?? 'api'),
			created_at: now.toISOString(),
			updated_at: now.toISOString(),
		};
		this.all.unshift(ticket);
		return ticket;
	}

	update(ticket: AutoresponderTicket, fields: Fields): AutoresponderTicket {
		const updated = { updated_at: new Date(this.clock.now()).toISOString() };
		return Object.assign(ticket, fields, updated);
	}

	/** The tickets that match the filters, from `offset` on, at most `limit`, and how many match. */
	list(query: URLSearchParams): { tickets: AutoresponderTicket[]; total: number } {
		const filters = ['status', 'priority', 'customer_email'] as const;
		const matching = this.all.filter((ticket) =>
			filters.every((name) => !query.has(name) || query.get(name) === ticket[name]),
		);
		const offset = Number(query.get('offset') ?? 0);
		const limit = Number(query.get('limit') ?? 50);
		return { tickets: matching.slice(offset, offset + limit), total: matching.length };
	}
}

function textOrNull(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}
