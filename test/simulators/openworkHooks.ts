import { isCallbackUrl, unknownFields } from './shared/http';
import type { Dialect } from './shared/sender';

/** The 12 documented events, and the one that the hook manager also emits. */
export const OPENWORK_EVENT_TYPES = [
	'app:connecting',
	'app:connected',
	'app:disconnected',
	'app:health_warning',
	'app:health_cleared',
	'app:health_check',
	'message:received',
	'message:sending',
	'message:sent',
	'agent:invoked',
	'agent:response',
	'agent:error',
	'thread:created',
] as const;

/** A webhook as OpenWork stores it. */
export interface OpenWorkHook {
	readonly id: string;
	name: string;
	url: string;
	eventTypes: string[];
	secret?: string;
	enabled: boolean;
	/** Attempts for an event; only the open server has it. */
	retryCount: number;
	/** For an attempt; only the open server has it. */
	timeoutMs: number;
	readonly createdAt: string;
	updatedAt: string;
	/** Set when an event was dropped after its last attempt; cleared by a success or by enabling. */
	failing: boolean;
}

/** What a client sends when it creates a webhook. */
export type OpenWorkHookInput = Pick<OpenWorkHook, 'name' | 'url' | 'eventTypes' | 'secret'> &
	Partial<Pick<OpenWorkHook, 'retryCount' | 'timeoutMs'>>;

/** What a client changes. */
export type OpenWorkHookPatch = Partial<OpenWorkHookInput & Pick<OpenWorkHook, 'enabled'>>;

/** What a client may send to set up the open server's retries. */
export const RETRY_FIELDS = ['retryCount', 'timeoutMs'] as const;

/** What a client can change: by the guide, and on the open server. */
export const PATCH_FIELDS: Readonly<Record<Dialect, readonly string[]>> = {
	documented: ['name', 'eventTypes', 'enabled'],
	'as found': ['name', 'url', 'secret', 'eventTypes', 'enabled', ...RETRY_FIELDS],
};

const CHECKS: Readonly<Record<string, (value: unknown) => string | undefined>> = {
	name: (value) => (isText(value) ? undefined : 'name must be a text'),
	url: (value) => (isCallbackUrl(value) ? undefined : 'url must be an absolute http(s) URL'),
	eventTypes: eventTypesProblem,
	secret: (value) => (isText(value) ? undefined : 'secret must be a text'),
	enabled: (value) => (typeof value === 'boolean' ? undefined : 'enabled must be a boolean'),
	retryCount: (value) => (isCount(value) ? undefined : 'retryCount must be a positive number'),
	timeoutMs: (value) => (isCount(value) ? undefined : 'timeoutMs must be a positive number'),
};

/** What is wrong with a body that may hold `known` and must hold `required`. */
export function openWorkProblem(
	body: Record<string, unknown> | undefined,
	known: readonly string[],
	required: readonly string[],
): string | undefined {
	if (!body) return 'The body must be a JSON object';
	const unknown = unknownFields(body, known);
	if (unknown.length > 0) return `unknown fields: ${unknown.join(', ')}`;
	const missing = required.filter((name) => body[name] === undefined);
	if (missing.length > 0) return `missing fields: ${missing.join(', ')}`;
	return Object.entries(body)
		.map(([name, value]) => CHECKS[name]?.(value))
		.find((problem) => problem !== undefined);
}

/** The webhook as the API shows it: without its secret. */
export function publicHook(hook: OpenWorkHook, dialect: Dialect): object {
	const { id, name, url, eventTypes, enabled, createdAt } = hook;
	if (dialect === 'documented') return { id, name, url, eventTypes, enabled, createdAt };
	const { secret, retryCount, timeoutMs, updatedAt } = hook;
	return {
		...{ id, name, url, hasSecret: secret !== undefined, eventTypes, enabled },
		...{ retryCount, timeoutMs, createdAt, updatedAt },
	};
}

/** Whether the webhook wants events of this type. */
export function subscribes(hook: OpenWorkHook, type: string): boolean {
	return hook.enabled && (hook.eventTypes.includes(type) || hook.eventTypes.includes('*'));
}

function eventTypesProblem(value: unknown): string | undefined {
	if (!Array.isArray(value) || value.length === 0)
		return 'eventTypes must be a list of event types';
	const known: readonly unknown[] = [...OPENWORK_EVENT_TYPES, '*'];
	const unknown = value.filter((type) => !known.includes(type));
	return unknown.length > 0 ? `unknown event types: ${unknown.join(', ')}` : undefined;
}

function isCount(value: unknown): boolean {
	return Number.isInteger(value) && Number(value) > 0;
}

function isText(value: unknown): boolean {
	return typeof value === 'string' && value !== '';
}
