import { randomUUID } from 'node:crypto';

import { MissiveRestApi } from './missiveApi';
import type { MissiveAccount } from './missiveApiData';
import type { UntilRule } from './missiveApiPages';
import { hookProblem, MISSIVE_HOOK_TYPES, passesFilters } from './missiveHooks';
import type { MissiveHook, MissiveRule, MissiveRuleInput } from './missiveHooks';
import type { Delivery } from './shared/delivery';
import { hasBearer, isObject, jsonObject, refusal } from './shared/http';
import type { Answer, RecordedRequest } from './shared/http';
import { RateWindow } from './shared/limits';
import { buildRequest, type DeliveryOverrides } from './shared/outgoing';
import { SendingSimulator, type SenderOptions } from './shared/sender';

export type { MissiveHook, MissiveRule, MissiveRuleInput } from './missiveHooks';

/** How the simulated Missive is set up. */
export interface MissiveOptions extends SenderOptions {
	/** The token it accepts. Default `missive_pat-simulator`. */
	readonly token?: string;
	/** Hook types that the API accepts. Default: those of the dialect. */
	readonly hookTypes?: readonly string[];
	/** Whether hook URLs may be http, which the documents forbid. Default true. */
	readonly allowHttp?: boolean;
	/** Answer created and deleted with a plain 200. Default: as found yes, as documented no. */
	readonly plainOk?: boolean;
	/** What `GET /v1/organizations` lists. Default: the one of the example payload. */
	readonly organizations?: ReadonlyArray<{ id: string; name: string }>;
	/** What else the account holds. Default: what the example payload shows. */
	readonly account?: Partial<MissiveAccount>;
	/** Whether `until` includes its own second, which the documents leave open. Default `inclusive`. */
	readonly untilRule?: UntilRule;
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

/** Plays Missive: the hooks API, webhook rules and their deliveries. */
export class MissiveSimulator extends SendingSimulator {
	/** The hooks made through the API, by id. */
	readonly hooks = new Map<string, MissiveHook>();
	/** The rules made with `addRule`, by id. */
	readonly rules = new Map<string, MissiveRule>();
	/** Conversations, drafts, contacts and the like. */
	readonly api: MissiveRestApi;
	readonly token: string;
	/** The most requests that were under way at once. */
	mostAtOnce = 0;
	private open = 0;
	private readonly limits: ReadonlyArray<{ readonly max: number; readonly window: RateWindow }>;

	constructor(private readonly options: MissiveOptions) {
		super(options, { timeoutMs: options.timeoutMs ?? 15_000, waitsMs: MISSIVE_WAITS_MS });
		this.token = options.token ?? 'missive_pat-simulator';
		const { perMinute = 300, per15Minutes = 900 } = options.limits ?? {};
		this.limits = [
			{ max: perMinute, window: new RateWindow(perMinute, 60_000, this.clock) },
			{ max: per15Minutes, window: new RateWindow(per15Minutes, 900_000, this.clock) },
		];
		const { organizations, account, untilRule = 'inclusive' } = options;
		const held = { ...(organizations ? { organizations } : {}), ...account };
		this.api = new MissiveRestApi(held, untilRule, () => this.clock.now(), this.dialect);
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
		this.mostAtOnce = Math.max(this.mostAtOnce, this.open);
		return () => {
			this.open -= 1;
		};
	}

	protected async handle(request: RecordedRequest): Promise<Answer> {
		const file = this.api.file(request);
		if (file) return file;
		if (!hasBearer(request, this.token)) return refusal(401, 'Invalid token');
		const refused = this.overLimit();
		if (refused) return refused;
		for (const { window } of this.limits) window.take();
		const { method, path } = request;
		if (method === 'POST' && path === '/v1/hooks') return await this.createHook(request);
		const [, id] = /^\/v1\/hooks\/([^/]+)$/.exec(path) ?? [];
		if (method === 'DELETE' && id) return this.deleteHook(id);
		return this.api.handle(request) ?? refusal(404, `There is no ${method} ${path}`);
	}

	/** The refusal, with the headers of the page "Rate Limits", while a limit is reached. */
	private overLimit(): Answer | undefined {
		const { concurrent = 5 } = this.options.limits ?? {};
		const reached = [
			{ max: concurrent, waitMs: this.open > concurrent ? 1000 : 0 },
			...this.limits.map(({ max, window }) => ({ max, waitMs: window.waitMs() })),
		].reduce((longest, limit) => (limit.waitMs > longest.waitMs ? limit : longest));
		if (reached.waitMs <= 0) return undefined;
		const seconds = Math.ceil(reached.waitMs / 1000);
		return refusal(429, 'Too many requests', {
			'Retry-After': String(seconds),
			'X-RateLimit-Limit': String(reached.max),
			'X-RateLimit-Remaining': '0',
			'X-RateLimit-Reset': String(Math.ceil(this.clock.now() / 1000) + seconds),
		});
	}

	private async createHook(request: RecordedRequest): Promise<Answer> {
		const { dialect } = this;
		const { hookTypes = MISSIVE_HOOK_TYPES[dialect], allowHttp = true } = this.options;
		const input = jsonObject(request)?.hooks;
		const problem = hookProblem(input, hookTypes, { allowHttp, dialect });
		if (problem !== undefined || !isObject(input)) return refusal(400, problem ?? '');
		const hook = { ...(input as Omit<MissiveHook, 'id'>), id: randomUUID() };
		this.hooks.set(hook.id, hook);
		await this.beforeAnswering(
			async () => await this.deliver(hook.id, firstEventOf(hook), { maxAttempts: 1 }),
		);
		return { status: this.plainOk ? 200 : 201, body: { hooks: hook } };
	}

	private deleteHook(id: string): Answer {
		if (!this.hooks.delete(id)) return refusal(404, `There is no hook ${id}`);
		return { status: this.plainOk ? 200 : 204 };
	}

	private get plainOk(): boolean {
		return this.options.plainOk ?? this.dialect === 'as found';
	}
}

/** What happens right after a hook was created: the least that every event has. */
function firstEventOf({ id, type }: MissiveHook): MissivePayload {
	const rule = { id, description: 'Hook of the API', type };
	const conversation = { id: randomUUID(), subject: 'While the hook was created' };
	const event = { rule, conversation };
	return event;
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
