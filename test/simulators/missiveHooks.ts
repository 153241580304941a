import { isCallbackUrl, isObject, unknownFields } from './shared/http';
import type { Dialect } from './shared/sender';

/** The types that the API was found to take. */
const API_TYPES = [
	'incoming_email',
	'incoming_sms_message',
	'incoming_facebook_message',
	'incoming_whatsapp_message',
	'incoming_twilio_chat_message',
	'new_comment',
] as const;

/**
 * The types that the API takes. The setup guide lists some more as common, without a word about how hooks for them are
 * made; a server may take them too.
 */
export const MISSIVE_HOOK_TYPES: Readonly<Record<Dialect, readonly string[]>> = {
	documented: [
		...API_TYPES,
		'new_message',
		'label_change',
		'assignment_change',
		'conversation_opened',
		'conversation_closed',
	],
	'as found': API_TYPES,
};

/** Filters that were found to belong to one type alone; the guide shows them without a word about it. */
const FILTERS_OF_ONE_TYPE: Readonly<Record<string, string>> = {
	from_eq: 'incoming_email',
	subject_contains: 'incoming_email',
	is_task: 'new_comment',
	author: 'new_comment',
	mention: 'new_comment',
};

const TEXT_FILTERS = [
	'organization',
	'author',
	'mention',
	'content_contains',
	'content_starts_with',
	'content_ends_with',
	'from_eq',
	'subject_contains',
] as const;

/** A hook as it was created through the API. */
export interface MissiveHook extends Partial<Record<(typeof TEXT_FILTERS)[number], string>> {
	readonly id: string;
	readonly type: string;
	readonly url: string;
	readonly is_task?: boolean;
}

/** A webhook rule of the settings page. */
export interface MissiveRule {
	readonly id: string;
	readonly type: string;
	readonly url: string;
	readonly description: string;
	readonly secret?: string;
	enabled: boolean;
	/** Failed requests since the last one that was answered 2xx. */
	failuresInARow: number;
}

/** What goes into a webhook rule of the settings page. */
export interface MissiveRuleInput {
	readonly url: string;
	readonly type: string;
	readonly description?: string;
	/** The rule's "Signature secret". */
	readonly secret?: string;
	/** What the validation request carries. Default `{}`: it has neither rule nor conversation. */
	readonly validationBody?: object;
	/** Whether the validation request is signed, where there is a secret. Default true. */
	readonly signValidation?: boolean;
}

/** What is wrong with the body of `POST /v1/hooks`; undefined when nothing is. */
export function hookProblem(
	hook: unknown,
	accepted: readonly string[],
	{ allowHttp, dialect }: { readonly allowHttp: boolean; readonly dialect: Dialect },
): string | undefined {
	if (!isObject(hook)) return 'hooks must be an object';
	const { type, url, is_task: isTask } = hook;
	const unknown = unknownFields(hook, ['type', 'url', 'is_task', ...TEXT_FILTERS]);
	if (unknown.length > 0) return `unknown fields: ${unknown.join(', ')}`;
	if (typeof type !== 'string') return 'type must be one text';
	if (!accepted.includes(type)) return `type ${type} is not supported`;
	if (!isCallbackUrl(url, allowHttp))
		return `url must be an ${allowHttp ? 'absolute' : 'HTTPS'} URL`;
	if (isTask !== undefined && typeof isTask !== 'boolean') return 'is_task must be a boolean';
	const bad = TEXT_FILTERS.find((name) => name in hook && typeof hook[name] !== 'string');
	if (bad !== undefined) return `${bad} must be a text`;
	if (dialect === 'documented') return undefined;
	const misplaced = Object.entries(FILTERS_OF_ONE_TYPE).find(
		([filter, only]) => filter in hook && type !== only,
	);
	return misplaced && `${misplaced[0]} is for hooks of the type ${misplaced[1]}`;
}

/**
 * Whether a hook's filters let the payload through. The documents name the filters but not the
 * fields that they look at: these are those of Missive's comments, and a filter whose field is
 * missing does not match.
 */
export function passesFilters(hook: MissiveHook, payload: object): boolean {
	const text = at(payload, 'comment', 'body');
	const body = typeof text === 'string' ? text : undefined;
	const mentions = at(payload, 'comment', 'mentions');
	const checks: Array<[wanted: unknown, holds: boolean]> = [
		[hook.organization, at(payload, 'conversation', 'organization', 'id') === hook.organization],
		[hook.is_task, isObject(at(payload, 'comment', 'task')) === hook.is_task],
		[hook.author, at(payload, 'comment', 'author', 'id') === hook.author],
		[
			hook.mention,
			Array.isArray(mentions) && mentions.some((mention) => at(mention, 'id') === hook.mention),
		],
		[hook.content_contains, body?.includes(hook.content_contains ?? '') === true],
		[hook.content_starts_with, body?.startsWith(hook.content_starts_with ?? '') === true],
		[hook.content_ends_with, body?.endsWith(hook.content_ends_with ?? '') === true],
		[hook.from_eq, at(payload, 'latest_message', 'from_field', 'address') === hook.from_eq],
		[
			hook.subject_contains,
			String(at(payload, 'latest_message', 'subject')).includes(hook.subject_contains ?? ''),
		],
	];
	return checks.every(([wanted, holds]) => wanted === undefined || holds);
}

function at(value: unknown, ...path: string[]): unknown {
	return path.reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), value);
}
