import { randomUUID } from 'node:crypto';

import { hookProblem, MISSIVE_HOOK_TYPES, passesFilters } from './missiveHooks';
import type { MissiveHook, MissiveRule, MissiveRuleInput } from './missiveHooks';
import type { Delivery } from './shared/delivery';
import { hasBearer, isObject, jsonObject, refusal } from './shared/http';
import type { Answer, RecordedRequest } from './shared/http';
import { RateWindow } from './shared/limits';
import { buildRequest, type DeliveryOverrides } from './shared/outgoing';
import { SendingSimulator } from './shared/sender';
import type { ClockOptions } from './shared/simulator';

export type { MissiveHook, MissiveRule, MissiveRuleInput } from './missiveHooks';

/** How the simulated Missive is set up. */
export interface MissiveOptions extends ClockOptions {
	/** The token it accepts. Default `missive_pat-simulator`. */
	readonly token?: string;
	/** Hook types that the API accepts. Default: the documented ones. */
	readonly hookTypes?: readonly string[];
	/** Whether hook URLs may be http, which the documents forbid. Default true. */
	readonly allowHttp?: boolean;
	/** Answer created and deleted with a plain 200, which some integrations saw. Default false. */
	readonly plainOk?: boolean;
	/** What `GET /v1/organizations` lists. Default: the one of the example payload. */
	readonly organizations?: ReadonlyArray<{ id: string; name: string }>;
	readonly limits?: { concurrent?: number; perMinute?: number; per15Minutes?: number };
	/** How long it waits for an answer, ms by the network clock. Default 15,000. */
	readonly timeoutMs?: number;
}

/** A payload as Missive's webhook page shows it. */
export interface MissivePayload {
	readonly rule: { readonly type: string };
}

const USER_AGENT = 'missive-simulator';
/** "Up to 5 times over a period of 8 minutes": these fit even when all six requests time out. */
export const MISSIVE_WAITS_MS: readonly number[] = [15_000, 30_000, 60_000, 105_000, 180_000];
const MOST_FAILURES_IN_A_ROW = 50;
const ORGANIZATIONS = [{ id: '93e5e5d5-11a2-4c9b-80b8-94f3c08068cf', name: 'Fellowship' }];

/** Plays Missive: the hooks API, webhook rules and their deliveries. */
export class MissiveSimulator extends SendingSimulator {
	/** The hooks made through the API, by id. */
	readonly hooks = new Map<string, MissiveHook>();
	/** The rules made with `addRule`, by id. */
	readonly rules = new Map<string, MissiveRule>();
	readonly token: string;
	private open = 0;
	private readonly windows: readonly RateWindow[];

	constructor(private readonly options: MissiveOptions) {
		super(options, { timeoutMs: options.timeoutMs ?? 15_000, waitsMs: MISSIVE_WAITS_MS });
		this.token = options.token ?? 'missive_pat-simulator';
		const { perMinute = 300, per15Minutes = 900 } = options.limits ?? {};
		this.windows = [
			new RateWindow(perMinute, 60_000, this.clock),
			new RateWindow(per15Minutes, 900_000, this.clock),
		];
	}

	/** The API's base URL, for the credential. */
	get baseUrl(): string {
		return `${this.url}/v1`;
	}

	/**
	 * Saves a rule, which sends the validation request first.
	 *
	 * @throws when that is not answered 2xx: the rule is not saved.
	 */
	async addRule(input: MissiveRuleInput): Promise<MissiveRule> {
		const { url, type, secret, description = 'Webhook rule' } = input;
		const id = randomUUID();
		const target = { url, secret: input.signValidation === false ? undefined : secret };
		const request = buildRequest({ ...target, userAgent: USER_AGENT }, input.validationBody ?? {});
		const validation = { event: 'validation', target: id, request, maxAttempts: 1 };
		const { delivered, attempts } = await this.engine.deliver(validation);
		if (!delivered) {
			const [attempt] = attempts;
			const answer = attempt?.status ?? attempt?.error ?? 'no answer';
			throw new Error(`The rule was not saved: validation request answered ${answer}`);
		}
		const rule = { id, type, url, description, secret, enabled: true, failuresInARow: 0 };
		this.rules.set(id, rule);
		return rule;
	}

	/** Something happened: delivers to every hook and enabled rule of the payload's `rule.type`. */
	async emit(payload: MissivePayload, overrides?: DeliveryOverrides): Promise<Delivery[]> {
		const hooks = [...this.hooks.values()].filter((hook) => passesFilters(hook, payload));
		const rules = [...this.rules.values()].filter((rule) => rule.enabled);
		const targets = [...hooks, ...rules].filter(({ type }) => type === payload.rule.type);
		return await Promise.all(targets.map(({ id }) => this.deliver(id, payload, overrides)));
	}

	/** Delivers to one hook or rule, whatever its type and filters. */
	async deliver(
		id: string,
		payload: MissivePayload,
		overrides: DeliveryOverrides = {},
	): Promise<Delivery> {
		const rule = this.rules.get(id);
		const target = rule ?? this.hooks.get(id);
		if (!target) throw new Error(`There is no hook or rule ${id}`);
		const { url } = target;
		return await this.engine.deliver({
			event: payload.rule.type,
			target: id,
			request: buildRequest(
				{ url, secret: rule?.secret, userAgent: USER_AGENT },
				payload,
				overrides,
			),
			maxAttempts: overrides.maxAttempts,
			stopReason: () => {
				if (rule && !rule.enabled) return 'rule is disabled';
				return this.hooks.has(id) || this.rules.has(id) ? undefined : 'hook was deleted';
			},
			onAttempt: (_attempt, ok) => {
				if (rule) countFailure(rule, ok);
			},
		});
	}

	protected override begin(): () => void {
		this.open += 1;
		return () => {
			this.open -= 1;
		};
	}

	protected handle(request: RecordedRequest): Answer {
		if (!hasBearer(request, this.token)) return refusal(401, 'Invalid token');
		const waitMs = this.limitMs();
		if (waitMs > 0) {
			const seconds = String(Math.ceil(waitMs / 1000));
			return refusal(429, 'Too many requests', { 'Retry-After': seconds });
		}
		for (const window of this.windows) window.take();
		const { method, path } = request;
		if (method === 'POST' && path === '/v1/hooks') return this.createHook(request);
		if (method === 'GET' && path === '/v1/organizations') return this.listOrganizations(request);
		const [, id] = /^\/v1\/hooks\/([^/]+)$/.exec(path) ?? [];
		if (method === 'DELETE' && id) return this.deleteHook(id);
		return refusal(404, `There is no ${method} ${path}`);
	}

	private limitMs(): number {
		if (this.open > (this.options.limits?.concurrent ?? 5)) return 1000;
		return Math.max(...this.windows.map((window) => window.waitMs()));
	}

	private createHook(request: RecordedRequest): Answer {
		const { hookTypes = MISSIVE_HOOK_TYPES, allowHttp = true, plainOk } = this.options;
		const input = jsonObject(request)?.hooks;
		const problem = hookProblem(input, hookTypes, allowHttp);
		if (problem !== undefined || !isObject(input)) return refusal(400, problem ?? '');
		const hook = { ...(input as Omit<MissiveHook, 'id'>), id: randomUUID() };
		this.hooks.set(hook.id, hook);
		return { status: plainOk ? 200 : 201, body: { hooks: hook } };
	}

	private deleteHook(id: string): Answer {
		if (!this.hooks.delete(id)) return refusal(404, `There is no hook ${id}`);
		return { status: this.options.plainOk ? 200 : 204 };
	}

	private listOrganizations({ query }: RecordedRequest): Answer {
		const limit = Number(query.get('limit') ?? 50);
		const offset = Number(query.get('offset') ?? 0);
		if (!Number.isInteger(limit) || limit < 1 || limit > 200) {
			return refusal(400, 'limit must be between 1 and 200');
		}
		if (!Number.isInteger(offset) || offset < 0) return refusal(400, 'offset must be 0 or more');
		const { organizations = ORGANIZATIONS } = this.options;
		return { status: 200, body: { organizations: organizations.slice(offset, offset + limit) } };
	}
}

/** Every failed request counts, retries too; the page does not say what "fails" means. */
function countFailure(rule: MissiveRule, ok: boolean): void {
	rule.failuresInARow = ok ? 0 : rule.failuresInARow + 1;
	if (rule.failuresInARow > MOST_FAILURES_IN_A_ROW) rule.enabled = false;
}

/** Starts a Missive on a free port of 127.0.0.1. */
export async function startMissive(options: MissiveOptions = {}): Promise<MissiveSimulator> {
	return await new MissiveSimulator(options).listen();
}
