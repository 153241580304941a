import { randomUUID } from 'node:crypto';

import { OpenWorkConnections } from './openworkConnections';
import { openWorkProblem, publicHook, subscribes } from './openworkHooks';
import type { OpenWorkHook, OpenWorkHookInput, OpenWorkHookPatch } from './openworkHooks';
import type { Delivery } from './shared/delivery';
import { hasBearer, jsonObject, refusal } from './shared/http';
import type { Answer, RecordedRequest } from './shared/http';
import { RateWindow } from './shared/limits';
import { buildRequest, type DeliveryOverrides } from './shared/outgoing';
import { SendingSimulator } from './shared/sender';
import type { ClockOptions } from './shared/simulator';

export { OPENWORK_EVENT_TYPES, type OpenWorkHook } from './openworkHooks';

/** How the simulated OpenWork is set up. */
export interface OpenWorkOptions extends ClockOptions {
	/** The token it accepts. Default `openwork-token`. */
	readonly token?: string;
	/**
	 * How `GET /api/hooks/webhooks` answers, which the document does not show: a bare array, or
	 * `{"webhooks": […]}`. Default `array`.
	 */
	readonly listShape?: 'array' | 'wrapped';
	/**
	 * What a change of the URL does, which the document does not show: `refused` (400), `ignored` without a word,
	 * or `done`. Default `refused`.
	 */
	readonly urlChange?: 'refused' | 'ignored' | 'done';
	readonly limits?: { webhooks?: number; eventsPerMinute?: number; payloadBytes?: number };
	/** How long it waits for an answer, ms by the network clock. Default 5,000, its page's advice. */
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
/** The waits before attempts 2 to 5. */
export const OPENWORK_WAITS_MS: readonly number[] = [1, 5, 30, 120].map((min) => min * MINUTE_MS);
const WEBHOOKS = '/api/hooks/webhooks';

/** Plays OpenWork: the webhook management API and its deliveries. */
export class OpenWorkSimulator extends SendingSimulator {
	/** The webhooks with their secrets, by id. Tests may change them to simulate drift. */
	readonly hooks = new Map<string, OpenWorkHook>();
	readonly connections: OpenWorkConnections;
	readonly token: string;
	private readonly events = new Map<string, RateWindow>();
	private readonly limits: { webhooks: number; eventsPerMinute: number; payloadBytes: number };

	constructor(private readonly options: OpenWorkOptions) {
		super(options, { timeoutMs: options.timeoutMs ?? 5000, waitsMs: OPENWORK_WAITS_MS });
		this.connections = new OpenWorkConnections(this.clock);
		this.token = options.token ?? 'openwork-token';
		const defaults = { webhooks: 10, eventsPerMinute: 100, payloadBytes: 256 * 1024 };
		this.limits = { ...defaults, ...options.limits };
	}

	/** The server's base URL, for the credential. */
	get baseUrl(): string {
		return this.url;
	}

	/** Something happened: delivers to every enabled webhook that subscribes to the event's type. */
	async emit(event: OpenWorkEvent, overrides?: DeliveryOverrides): Promise<Delivery[]> {
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
		const { url, secret, name } = hook;
		const payload = { event, webhook: { id, name } };
		const target = { url, secret, userAgent: 'openwork-simulator' };
		const request = buildRequest(target, payload, overrides);
		const reason = this.limitReason(id, request.body);
		if (reason !== undefined) return { delivered: false, attempts: [], request, reason };
		const delivery = await this.engine.deliver({
			event: event.type,
			target: id,
			request,
			maxAttempts: overrides.maxAttempts,
			stopReason: () => {
				if (!this.hooks.has(id)) return 'webhook was deleted';
				return hook.enabled ? undefined : 'webhook is disabled';
			},
		});
		if (delivery.delivered) hook.failing = false;
		else if (delivery.attempts.length > OPENWORK_WAITS_MS.length) hook.failing = true;
		return delivery;
	}

	protected handle(request: RecordedRequest): Answer {
		const { method, path } = request;
		if (!hasBearer(request, this.token)) return refusal(401, 'Unauthorized');
		const connection = this.connections.answer(request);
		if (connection) return connection;
		if (method === 'GET' && path === WEBHOOKS) return this.list();
		if (method === 'POST' && path === WEBHOOKS) return this.create(request);
		const hook = path.startsWith(`${WEBHOOKS}/`)
			? this.hooks.get(path.slice(WEBHOOKS.length + 1))
			: undefined;
		if (!hook) return refusal(404, 'Not found');
		if (method === 'GET') return { status: 200, body: publicHook(hook) };
		if (method === 'PATCH') return this.update(hook, request);
		if (method === 'DELETE') {
			this.hooks.delete(hook.id);
			return { status: 204 };
		}
		return refusal(405, `${method} is not supported`);
	}

	private list(): Answer {
		const webhooks = [...this.hooks.values()].map(publicHook);
		return { status: 200, body: this.options.listShape === 'wrapped' ? { webhooks } : webhooks };
	}

	private create(request: RecordedRequest): Answer {
		const body = jsonObject(request);
		const required = ['name', 'url', 'eventTypes'];
		const problem = openWorkProblem(body, [...required, 'secret'], required);
		if (problem !== undefined) return refusal(400, problem);
		// The document names the limit but no status; 409 says that the account's state is in the way.
		if (this.hooks.size >= this.limits.webhooks) {
			return refusal(409, `Maximum of ${this.limits.webhooks} webhooks per user reached`);
		}
		const hook: OpenWorkHook = {
			...(body as unknown as OpenWorkHookInput),
			id: randomUUID(),
			enabled: true,
			createdAt: new Date(this.clock.now()).toISOString(),
			failing: false,
		};
		this.hooks.set(hook.id, hook);
		return { status: 201, body: publicHook(hook) };
	}

	private update(hook: OpenWorkHook, request: RecordedRequest): Answer {
		const body = jsonObject(request);
		const { urlChange = 'refused' } = this.options;
		const known = ['name', 'eventTypes', 'enabled', ...(urlChange === 'refused' ? [] : ['url'])];
		const problem = openWorkProblem(body, known, []);
		if (problem !== undefined) return refusal(400, problem);
		const { url, ...patch } = body as OpenWorkHookPatch & { url?: string };
		Object.assign(hook, patch, urlChange === 'done' && url !== undefined ? { url } : {});
		if (patch.enabled) hook.failing = false;
		return { status: 200, body: publicHook(hook) };
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

/** Starts an OpenWork on a free port of 127.0.0.1. */
export async function startOpenWork(options: OpenWorkOptions = {}): Promise<OpenWorkSimulator> {
	return await new OpenWorkSimulator(options).listen();
}
