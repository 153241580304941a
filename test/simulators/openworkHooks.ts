import { isCallbackUrl, unknownFields } from './shared/http';

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
	readonly url: string;
	eventTypes: string[];
	readonly secret?: string;
	enabled: boolean;
	readonly createdAt: string;
	/** Set when an event was dropped after its last attempt; cleared by a success or by enabling. */
	failing: boolean;
}

/** What the document lets a client send when it creates a webhook. */
export interface OpenWorkHookInput {
	readonly name: string;
	readonly url: string;
	readonly eventTypes: string[];
	readonly secret?: string;
}

/** What the document lets a client change. */
export type OpenWorkHookPatch = Partial<Pick<OpenWorkHook, 'name' | 'eventTypes' | 'enabled'>>;

const CHECKS: Readonly<Record<string, (value: unknown) => string | undefined>> = {
	name: (value) => (isText(value) ? undefined : 'name must be a text'),
	url: (value) => (isCallbackUrl(value) ? undefined : 'url must be an absolute http(s) URL'),
	eventTypes: eventTypesProblem,
	secret: (value) => (isText(value) ? undefined : 'secret must be a text'),
	enabled: (value) => (typeof value === 'boolean' ? undefined : 'enabled must be a boolean'),
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
export function publicHook(hook: OpenWorkHook): object {
	const { id, name, url, eventTypes, enabled, createdAt } = hook;
	return { id, name, url, eventTypes, enabled, createdAt };
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

function isText(value: unknown): boolean {
	return typeof value === 'string' && value !== '';
}
