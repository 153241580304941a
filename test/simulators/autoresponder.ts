import { type AutoresponderAiResponse, AutoresponderReview } from './autoresponderReview';
import { AutoresponderRoutes, problem, webhookSignatureHex } from './autoresponderRoutes';
import { type AutoresponderTicket, TicketStore } from './autoresponderTickets';
import type { Delivery } from './shared/delivery';
import type { Answer, RecordedRequest } from './shared/http';
import { buildRequest, type DeliveryOverrides } from './shared/outgoing';
import { Quota } from './shared/quota';
import { SendingSimulator, type SenderOptions } from './shared/sender';

export { webhookSignatureHex } from './autoresponderRoutes';
export type { AutoresponderTicket } from './autoresponderTickets';

/** The events that it sends. */
export const AUTORESPONDER_EVENTS = [
	'ticket.created',
	'ticket.updated',
	'ticket.resolved',
	'ticket.escalated',
	'ai.response.generated',
	'ai.response.requires_review',
	'ai.response.approved',
	'ai.response.rejected',
	'conversation.added',
	'feedback.received',
] as const;

/** Those that the server as found never sends. */
const NEVER_SENT: ReadonlySet<string> = new Set(['conversation.added', 'feedback.received']);

export type AutoresponderEventType = (typeof AUTORESPONDER_EVENTS)[number];

/** How the simulated Autoresponder is set up. */
export interface AutoresponderOptions extends Omit<SenderOptions, 'eventWhileCreating'> {
	/** The webhook secret of Settings → Integrations, for both directions. Default: none. */
	readonly secret?: string;
	/** The API key it accepts. Default `autoresponder-key`. The server as found asks for none. */
	readonly apiKey?: string;
	/** Requests a minute. Default 100. */
	readonly perMinute?: number;
	/** How long it waits for an answer, ms by the network clock; the document names no limit. Default 30,000. */
	readonly timeoutMs?: number;
}

/** Where events are sent: the other fields under Settings → Integrations → Webhooks. */
export interface AutoresponderWebhook {
	readonly url: string;
	/** Default: all. */
	readonly events?: readonly string[];
}

/** A payload as the guide shows it. */
export interface AutoresponderPayload {
	readonly event: string;
	readonly timestamp: string;
	readonly data: object;
}

/** Plays the AI Support Autoresponder: incoming webhook, API, and the events that it sends. */
export class AutoresponderSimulator extends SendingSimulator {
	readonly apiKey: string;
	/** The webhook settings, once they are saved. */
	webhook: AutoresponderWebhook | undefined;
	/** Changing it is saving another secret. */
	secret: string | undefined;
	/** What was said about tickets: the AI's answers, conversations and feedback. */
	readonly review: AutoresponderReview;
	private readonly store: TicketStore;
	private readonly api: AutoresponderRoutes;
	private readonly quota: Quota;

	constructor(options: AutoresponderOptions) {
		// What cannot be delivered is not tried again.
		super(options, { timeoutMs: options.timeoutMs ?? 30_000, waitsMs: [] });
		this.apiKey = options.apiKey ?? 'autoresponder-key';
		this.secret = options.secret;
		this.store = new TicketStore(this.clock);
		this.review = new AutoresponderReview(this.store, this.dialect, this.clock);
		this.api = new AutoresponderRoutes(this.store, this.apiKey, this.dialect, this.review);
		this.quota = new Quota(options.perMinute ?? 100, 60_000, this.clock);
	}

	/** The server's address, for the credential. */
	get baseUrl(): string {
		return this.url;
	}

	/** Its tickets, newest first. */
	get tickets(): AutoresponderTicket[] {
		return this.store.all;
	}

	/** Puts a ticket there without a request. */
	addTicket(fields: Partial<AutoresponderTicket> = {}): AutoresponderTicket {
		const { status = 'new', ...rest } = fields;
		const ticket = this.store.create({
			subject: 'Ticket subject',
			initial_message: 'Customer message',
			customer_email: 'customer@example.com',
			...rest,
		});
		return Object.assign(ticket, { status });
	}

	/** The AI answered a ticket, and a person has to look at it. */
	addAiResponse(fields: Partial<AutoresponderAiResponse> = {}): AutoresponderAiResponse {
		return this.review.add(this.tickets[0] ?? this.addTicket(), fields);
	}

	/** Something happened: delivers the event, if the settings select it. */
	async emit(
		payload: AutoresponderPayload,
		overrides?: DeliveryOverrides,
	): Promise<Delivery | undefined> {
		const events = this.webhook?.events ?? AUTORESPONDER_EVENTS;
		if (!this.webhook || !events.includes(payload.event)) return undefined;
		if (this.dialect === 'as found' && NEVER_SENT.has(payload.event)) return undefined;
		return await this.deliver(payload, overrides);
	}

	/** Delivers an event to the URL of the settings, once, whatever they select. */
	async deliver(
		payload: AutoresponderPayload,
		overrides: DeliveryOverrides = {},
	): Promise<Delivery> {
		if (!this.webhook) throw new Error('No webhook URL is configured');
		const { secret = this.secret, signature, ...rest } = overrides;
		const bytes = rest.body ?? JSON.stringify(payload);
		// "If secret configured", says the guide. As found it is sent all the same, empty.
		const unsigned = this.dialect === 'documented' ? null : '';
		const own = secret === undefined ? unsigned : webhookSignatureHex(secret, bytes);
		const headers = {
			'X-Webhook-Signature': signature === undefined ? own : signature,
			'X-Webhook-Event': payload.event,
			...rest.headers,
		};
		const target = { url: this.webhook.url, userAgent: 'AI-Support-Autoresponder/1.0' };
		return await this.engine.deliver({
			event: payload.event,
			target: 'webhook',
			request: buildRequest(target, payload, { ...rest, headers }),
			maxAttempts: 1,
		});
	}

	protected handle(request: RecordedRequest): Answer {
		const { exceeded, headers } = this.quota.take();
		const answer = exceeded
			? problem(429, 'Rate limit exceeded', 'RATE_LIMIT_EXCEEDED')
			: this.api.answer(request, this.secret);
		const date = new Date(this.clock.now()).toUTCString();
		return { ...answer, headers: { ...headers, Date: date } };
	}
}

/** Starts an AI Support Autoresponder on a free port of 127.0.0.1. */
export async function startAutoresponder(
	options: AutoresponderOptions = {},
): Promise<AutoresponderSimulator> {
	return await new AutoresponderSimulator(options).listen();
}
