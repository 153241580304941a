import type { IDataObject } from 'n8n-workflow';

import { SHORT_BACKOFF } from '../../shared/deliver/fields';
import type { HealthRule } from '../../shared/deliver/health';
import { readLimits, readNumber, readPolicy } from '../../shared/deliver/settings';
import { DEFAULT_STATUS_CODES, type DeliveryPlan, parseStatusCodes } from '../../shared/retry/rule';
import {
	conversationSchedule,
	missiveSchedule,
	openWorkSchedule,
} from '../../shared/retry/schedule';
import type { NamedValue } from './headers';
import { LONG_BACKOFF } from './retryFields';
import type { ItemSource } from './source';

type ReadField = ItemSource['field'];

/** The options of the node that are not limits of a delivery, with their defaults filled in and checked. */
export interface SendOptions {
	readonly allowHttp: boolean;
	readonly blockPrivate: boolean;
	readonly maxConcurrent: number;
	/** Infinity: as many as there are. */
	readonly maxPerMinute: number;
	readonly messageId: string;
	readonly messageIdHeader: string;
	/** Whether the secret that is being replaced signs too. */
	readonly signWithBoth: boolean;
	/** Items with the same one are sent one after the other; empty: each by itself. */
	readonly orderKey: string;
	/** Absent: endpoints that fail are sent to all the same. */
	readonly health?: HealthRule;
	/** Instead of the payload's own; empty: that one. */
	readonly contentType: string;
	/** Empty: no header for it. */
	readonly eventType: string;
	/** Extra headers, as they were entered. */
	readonly headers: NamedValue[];
	/** As `readLimits` reads them. */
	readonly limits: Pick<DeliveryPlan, 'retryAfterCapMs' | 'timeoutMs' | 'totalMs'>;
}

/** What receivers take in a minute that have documented it, by the schedule that is theirs ("Rate Limiting" of the Conversation API). */
const DOCUMENTED_LIMITS: ReadonlyMap<unknown, number> = new Map([['conversation', 100]]);

/**
 * Reads the options.
 *
 * The default header of the message id is the one of the Standard Webhooks specification: the only name for it that
 * more than one vendor has agreed on.
 *
 * @throws UserError when one is out of its range
 */
export function readSendOptions(field: ReadField): SendOptions {
	const given = field('options', {}) as IDataObject;
	const integer = (name: string, label: string, fallback: number, max: number) =>
		readNumber(label, given[name] ?? fallback, { min: 1, max, integer: true });

	return {
		allowHttp: given.allowHttp === true,
		// Whatever else an expression gives: refusing too much is the safe side.
		blockPrivate: ![undefined, false].includes(given.blockPrivate as undefined | false),
		maxConcurrent: integer('maxConcurrent', 'Max at Once', 10, 1000),
		maxPerMinute:
			given.maxPerMinute === undefined
				? (DOCUMENTED_LIMITS.get(field('retries', '')) ?? Infinity)
				: integer('maxPerMinute', 'Max per Minute and Host', 100, 100_000),
		messageId: String(given.messageId ?? ''),
		messageIdHeader: String(given.messageIdHeader ?? 'webhook-id'),
		signWithBoth: given.signWithBoth === true,
		orderKey: String(given.orderKey ?? ''),
		health: readHealth(given.endpointHealth),
		contentType: String(given.contentType ?? '').trim(),
		eventType: String(given.eventType ?? ''),
		headers: readEntries(given.headers),
		limits: readLimits(given, retryOptions(field)),
	};
}

function retryOptions(field: ReadField): IDataObject {
	return field('retryOptions', {}) as IDataObject;
}

function readEntries(headers: unknown): NamedValue[] {
	const given = Object(headers) as { header?: Array<{ name?: unknown; value?: unknown }> };
	return (given.header ?? []).map(({ name, value }) => ({
		name: String(name ?? '').trim(),
		value: String(value ?? ''),
	}));
}

function readHealth(given: unknown): HealthRule | undefined {
	const { pause } = Object(given) as { pause?: IDataObject };
	if (!pause) return undefined;
	const ms = (name: string, label: string, fallback: number) =>
		60_000 * readNumber(label, pause[name] ?? fallback, { min: 0.1, max: 1440 });
	return {
		failures: readNumber('Failures in a Row', pause.failures ?? 5, {
			min: 1,
			max: 1000,
			integer: true,
		}),
		withinMs: ms('withinMinutes', 'Within', 10),
		pauseMs: ms('pauseMinutes', 'Pause', 5),
	};
}

/** The schedules that the field Retries offers by name. */
const SCHEDULES = new Map([
	['conversation', conversationSchedule],
	['missive', missiveSchedule],
	['openWork', openWorkSchedule],
]);

/**
 * Reads when an item is tried again.
 *
 * @param handsOver whether it may leave for a wait, so that there is time
 * @throws UserError when a field is not valid
 */
export function readPlan(
	field: ReadField,
	{ limits }: SendOptions,
	handsOver: boolean,
): DeliveryPlan {
	const { retryOn, statusCodes = DEFAULT_STATUS_CODES } = retryOptions(field);
	return {
		policy: readPolicy(field, SCHEDULES, handsOver ? LONG_BACKOFF : SHORT_BACKOFF),
		rule:
			retryOn === 'allNon2xx'
				? { kind: 'allNon2xx' }
				: { kind: 'statusCodes', ranges: parseStatusCodes(String(statusCodes)) },
		...limits,
	};
}
