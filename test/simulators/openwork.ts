import { randomUUID } from 'node:crypto';

import { OpenWorkConnections } from './openworkConnections';
import {
	openWorkProblem,
	PATCH_FIELDS,
	publicHook,
	RETRY_FIELDS,
	subscribes,
} from './openworkHooks';
import type { OpenWorkHook, OpenWorkHookInput, OpenWorkHookPatch } from './openworkHooks';
import type { Delivery, DeliveryAttempt, Message } from './shared/delivery';
import { hasBearer, isObject, jsonObject, refusal } from './shared/http';
import type { Answer, RecordedRequest } from './shared/http';
import { RateWindow } from './shared/limits';
import { buildRequest, type DeliveryOverrides } from './shared/outgoing';
import { SendingSimulator, type SenderOptions } from './shared/sender';

export { OPENWORK_EVENT_TYPES, type OpenWorkHook } from './openworkHooks';

/** How the simulated OpenWork is set up. */
export interface OpenWorkOptions extends SenderOptions {
	/** The token it accepts. Default `openwork-token`. */
	readonly token?: string;
	/**
	 * How `GET /api/hooks/webhooks` answers, which the document does not show: a bare array, or
	 * `{"webhooks": […]}`. Default `array`.
	 */
	readonly listShape?: 'array' | 'wrapped';
	/**
	 * What a change of the URL does, which the document does not show: `refused` (400), `ignored` without a word,
	 * or `done`. Default `refused`; the open server does it.
	 */
	readonly urlChange?: 'refused' | 'ignored' | 'done';
	/**
	 * What `retryCount` and `timeoutMs` do, which the document does not have: `ignored` without a word, or `refused`
	 * (400). Default `ignored`; the open server takes them.
	 */
	readonly retrySettings?: 'ignored' | 'refused';
	/** What the guide names; the open server has no limits. */
	readonly limits?: { webhooks?: number; eventsPerMinute?: number; payloadBytes?: number };
	/**
	 * How long it waits for an answer, ms by the network clock. Default 5,000, its page's advice; on the open server
	 * what a webhook does not say itself.
	 */
	readonly timeoutMs?: number;
}

/** An event as the document shows it. */
export interface OpenWorkEvent {
	readonly id: string;
	readonly type: string;
	readonly timestamp: string;
	readonly userId: string;
	readonly source: string;
	readonly payload: object;
}

const MINUTE_MS = 60_000;
/** The waits before attempts 2 to 5 ("Retry Behavior" of the guide). */
export const OPENWORK_WAITS_MS: readonly number[] = [1, 5, 30, 120].map((min) => min * MINUTE_MS);
const WEBHOOKS = '/api/hooks/webhooks';
const EVENTS = '/api/hooks/events';
const TEST = '/api/hooks/test';
const KEPT_EVENTS = 1000;
const NO_LIMITS = { webhooks: Infinity, eventsPerMinute: Infinity, payloadBytes: Infinity };
const GUIDE_LIMITS = { webhooks: 10, eventsPerMinute: 100, payloadBytes: 256 * 1024 };
const DEFAULT_RETRY_COUNT = 3;
const DEFAULT_TIMEOUT_MS = 5000;

/** Plays OpenWork: the webhook management API and its deliveries. */
export class OpenWorkSimulator extends SendingSimulator {
	/** The webhooks with their secrets, by id. Tests may change them to simulate drift. */
	readonly hooks = new Map<string, OpenWorkHook>();
	readonly connections: OpenWorkConnections;
	/** Tests may replace it. */
	token: string;
	/** What happened, newest first: the open server keeps 1,000. */
	readonly log: OpenWorkEvent[] = [];
	private readonly events = new Map<string, RateWindow>();
	private readonly limits: { webhooks: number; eventsPerMinute: number; payloadBytes: number };

	constructor(private readonly options: OpenWorkOptions) {
		super(options, {
			timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
			waitsMs: OPENWORK_WAITS_MS,
		});
		this.connections = new OpenWorkConnections(this.clock);
		this.token = options.token ?? 'openwork-token';
		const defaults = this.dialect === 'documented' ? GUIDE_LIMITS : NO_LIMITS;
		this.limits = { ...defaults, ...options.limits };
	}

	/** The server's base URL, for the credential. */
	get baseUrl(): string {
		return this.url;
	}

	/** Something happened: delivers to every enabled webhook that subscribes to the event's type. */
	async emit(event: OpenWorkEvent, overrides?: DeliveryOverrides): Promise<Delivery[]> {
		this.log.unshift(event);
		this.log.splice(KEPT_EVENTS);
		const hooks = [...this.hooks.values()].filter((hook) => subscribes(hook, event.type));
		return await Promise.all(hooks.map(({ id }) => this.deliver(id, event, overrides)));
	}

	/**
	 * Delivers to one webhook, whatever it subscribes to. What is past the vendor's limits is dropped
	 * without an attempt; the document does not say that it would wait.
	 */
	async deliver(
		id: string,
		event: OpenWorkEvent,
		overrides: DeliveryOverrides = {},
	): Promise<Delivery> {
		const hook = this.hooks.get(id);
		if (!hook) throw new Error(`There is no webhook ${id}`);
		const request = this.requestFor(hook, event, overrides);
		const reason = this.limitReason(id, request.body);
		if (reason !== undefined) return { delivered: false, attempts: [], request, reason };
		const delivery = await this.engine.deliver({
			event: event.type,
			target: id,
			request,
			maxAttempts: overrides.maxAttempts,
			...(this.dialect === 'as found' ? openServerRetries(hook) : {}),
			stopReason: () => {
				if (!this.hooks.has(id)) return 'webhook was deleted';
				return hook.enabled ? undefined : 'webhook is disabled';
			},
		});
		if (delivery.delivered) hook.failing = false;
		else if (delivery.attempts.length > OPENWORK_WAITS_MS.length) hook.failing = true;
		return delivery;
	}

	/** By the guide, or as the open server sends: other headers, and no `webhook` in the body. */
	private requestFor(
		{ id, name, url, secret }: OpenWorkHook,
		event: OpenWorkEvent,
		overrides: DeliveryOverrides,
	) {
		const target = { url, secret, userAgent: 'openwork-simulator' };
		if (this.dialect === 'documented') {
			return buildRequest(target, { event, webhook: { id, name } }, overrides);
		}
		// A body of the test's own may be about another event.
		const shown = overrides.body === undefined ? event : (eventIn(overrides.body) ?? event);
		const headers = {
			'X-Webhook-Event': String(shown.type),
			'X-Webhook-Id': String(shown.id),
			'X-Webhook-Timestamp': new Date(this.clock.now()).toISOString(),
			...overrides.headers,
		};
		const signed = { ...target, signatureHeader: 'X-Webhook-Signature' };
		return buildRequest(signed, { event }, { ...overrides, headers });
	}

	protected async handle(request: RecordedRequest): Promise<Answer> {
		const { method, path } = request;
		if (!hasBearer(request, this.token)) return refusal(401, 'Unauthorized');
		const connection = this.connections.answer(request);
		if (connection) return connection;
		if (this.dialect === 'as found') {
			if (method === 'GET' && path === EVENTS) return this.listEvents(request);
			if (method === 'POST' && path === TEST) return await this.test(request);
		}
		if (method === 'GET' && path === WEBHOOKS) return this.list();
		if (method === 'POST' && path === WEBHOOKS) return await this.create(request);
		const hook = path.startsWith(`${WEBHOOKS}/`)
			? this.hooks.get(path.slice(WEBHOOKS.length + 1))
			: undefined;
		const documented = this.dialect === 'documented';
		if (!hook) return refusal(404, documented ? 'Not found' : 'Webhook not found');
		if (method === 'GET') return { status: 200, body: publicHook(hook, this.dialect) };
		if (method === 'PATCH') return this.update(hook, request);
		if (method === 'DELETE') {
			this.hooks.delete(hook.id);
			return documented ? { status: 204 } : { status: 200, body: { success: true } };
		}
		return refusal(405, `${method} is not supported`);
	}

	private listEvents({ query }: RecordedRequest): Answer {
		const [type, source] = [query.get('eventType'), query.get('source')];
		const found = this.log.filter(
			(event) =>
				(type === null || event.type === type) && (source === null || event.source === source),
		);
		const events = found.slice(0, Number(query.get('limit') ?? 100));
		const shown = ({ id, type: its, timestamp, source: from, payload }: OpenWorkEvent) => ({
			...{ id, type: its, timestamp, source: from, payload },
		});
		return { status: 200, body: events.map(shown) };
	}

	private async test(request: RecordedRequest): Promise<Answer> {
		const { eventType, source, payload } = jsonObject(request) ?? {};
		if (!eventType) return refusal(400, 'eventType is required');
		await this.emit({
			id: `evt-${randomUUID()}`,
			type: String(eventType),
			timestamp: new Date(this.clock.now()).toISOString(),
			userId: 'user-123',
			source: typeof source === 'string' ? source : 'test',
			payload: isObject(payload) ? payload : {},
		});
		return { status: 200, body: { success: true, message: 'Test event emitted' } };
	}

	private list(): Answer {
		const webhooks = [...this.hooks.values()].map((hook) => publicHook(hook, this.dialect));
		return { status: 200, body: this.options.listShape === 'wrapped' ? { webhooks } : webhooks };
	}

	private async create(request: RecordedRequest): Promise<Answer> {
		const body = jsonObject(request);
		const required = ['name', 'url', 'eventTypes'];
		const known = [...required, 'secret', ...this.knownRetryFields];
		const problem = openWorkProblem(body, known, required);
		if (problem !== undefined) return refusal(400, problem);
		// The document names the limit but no status; 409 says that the account's state is in the way.
		if (this.hooks.size >= this.limits.webhooks) {
			return refusal(409, `Maximum of ${this.limits.webhooks} webhooks per user reached`);
		}
		const now = new Date(this.clock.now()).toISOString();
		const { timeoutMs = DEFAULT_TIMEOUT_MS } = this.options;
		const hook: OpenWorkHook = {
			...{ retryCount: DEFAULT_RETRY_COUNT, timeoutMs },
			...(body as unknown as OpenWorkHookInput),
			...{ id: randomUUID(), enabled: true, createdAt: now, updatedAt: now, failing: false },
		};
		this.hooks.set(hook.id, hook);
		await this.beforeAnswering(
			async () => await this.deliver(hook.id, firstEventOf(hook, now), { maxAttempts: 1 }),
		);
		return { status: 201, body: publicHook(hook, this.dialect) };
	}

	private get knownRetryFields(): readonly string[] {
		const refused = this.dialect === 'documented' && this.options.retrySettings === 'refused';
		return refused ? [] : RETRY_FIELDS;
	}

	private update(hook: OpenWorkHook, request: RecordedRequest): Answer {
		const body = jsonObject(request);
		const { urlChange = this.dialect === 'documented' ? 'refused' : 'done' } = this.options;
		const own = PATCH_FIELDS[this.dialect].filter((field) => field !== 'url');
		const known = [...own, ...this.knownRetryFields, ...(urlChange === 'refused' ? [] : ['url'])];
		const problem = openWorkProblem(body, known, []);
		if (problem !== undefined) return refusal(400, problem);
		const { url, ...patch } = body as OpenWorkHookPatch;
		Object.assign(hook, patch, urlChange === 'done' && url !== undefined ? { url } : {});
		hook.updatedAt = new Date(this.clock.now()).toISOString();
		if (patch.enabled) hook.failing = false;
		return { status: 200, body: publicHook(hook, this.dialect) };
	}

	private limitReason(id: string, body: Buffer): string | undefined {
		const { eventsPerMinute, payloadBytes } = this.limits;
		if (body.length > payloadBytes) return `payload larger than ${payloadBytes} bytes`;
		const window = this.events.get(id) ?? new RateWindow(eventsPerMinute, MINUTE_MS, this.clock);
		this.events.set(id, window);
		if (window.waitMs() > 0) return `more than ${eventsPerMinute} events a minute`;
		window.take();
		return undefined;
	}
}

/** The open server repeats only after 5xx and network errors, with waits of 1, 2, 4, … at most 10 s. */
function openServerRetries({ retryCount, timeoutMs }: OpenWorkHook): Partial<Message> {
	const waitsMs = Array.from({ length: retryCount - 1 }, (_, retry) =>
		Math.min(1000 * 2 ** retry, 10_000),
	);
	const isFinal = ({ status }: DeliveryAttempt) => status !== undefined && status < 500;
	return { policy: { timeoutMs, waitsMs }, isFinal };
}

/** What happens right after a webhook was created: an event of the first type that it wants. */
function firstEventOf({ eventTypes }: OpenWorkHook, timestamp: string): OpenWorkEvent {
	const [type = '*'] = eventTypes;
	return {
		id: `evt-${randomUUID()}`,
		type: type === '*' ? 'app:connected' : type,
		timestamp,
		userId: 'user-123',
		source: 'whatsapp',
		payload: { appType: 'whatsapp', status: 'connected' },
	};
}

function eventIn(body: Buffer | string): Record<string, unknown> | undefined {
	try {
		const { event } = JSON.parse(String(body)) as { event?: unknown };
		return isObject(event) ? event : undefined;
	} catch {
		return undefined;
	}
}

/** Starts an OpenWork on a free port of 127.0.0.1. */
export async function startOpenWork(options: OpenWorkOptions = {}): Promise<OpenWorkSimulator> {
	return await new OpenWorkSimulator(options).listen();
}
