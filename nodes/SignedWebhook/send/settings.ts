import type { IDataObject } from 'n8n-workflow';

import type { HealthRule } from '../../shared/deliver/health';
import { readLimits, readNumber, readPolicy } from '../../shared/deliver/settings';
import { DEFAULT_STATUS_CODES, type DeliveryPlan, parseStatusCodes } from '../../shared/retry/rule';
import {
	conversationSchedule,
	missiveSchedule,
	openWorkSchedule,
} from '../../shared/retry/schedule';
import type { ItemSource } from './source';

type ReadField = ItemSource['field'];

/** The options of the node that are not limits of a delivery, with their defaults filled in and checked. */
export interface SendOptions {
	readonly allowHttp: boolean;
	readonly maxConcurrent: number;
	/** Infinity: as many as there are. */
	readonly maxPerMinute: number;
	readonly messageId: string;
	readonly messageIdHeader: string;
	/** Whether the secret that is being replaced signs too. */
	readonly signWithBoth: boolean;
	readonly retryOn: 'allNon2xx' | 'statusCodes';
	readonly statusCodes: string;
	/** Items with the same one are sent one after the other; empty: each by itself. */
	readonly orderKey: string;
	/** Absent: endpoints that fail are sent to all the same. */
	readonly health?: HealthRule;
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
		maxConcurrent: integer('maxConcurrent', 'Max at Once', 10, 1000),
		maxPerMinute:
			given.maxPerMinute === undefined
				? (DOCUMENTED_LIMITS.get(field('retries', '')) ?? Infinity)
				: integer('maxPerMinute', 'Max per Minute and Host', 100, 100_000),
		messageId: String(given.messageId ?? ''),
		messageIdHeader: String(given.messageIdHeader ?? 'webhook-id'),
		signWithBoth: given.signWithBoth === true,
		retryOn: given.retryOn === 'allNon2xx' ? 'allNon2xx' : 'statusCodes',
		statusCodes: String(given.statusCodes ?? DEFAULT_STATUS_CODES),
		orderKey: String(given.orderKey ?? ''),
		health: readHealth(given.endpointHealth),
		limits: readLimits(given),
	};
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

/** @throws UserError when a field is not valid */
export function readPlan(
	field: ReadField,
	{ retryOn, statusCodes, limits }: SendOptions,
): DeliveryPlan {
	return {
		policy: readPolicy(field, SCHEDULES),
		rule:
			retryOn === 'allNon2xx'
				? { kind: 'allNon2xx' }
				: { kind: 'statusCodes', ranges: parseStatusCodes(statusCodes) },
		...limits,
	};
}
