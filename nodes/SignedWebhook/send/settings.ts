import { type IDataObject, UserError } from 'n8n-workflow';

import { readLimits, readNumber, readPolicy } from '../../shared/deliver/settings';
import { DEFAULT_STATUS_CODES, type DeliveryPlan, parseStatusCodes } from '../../shared/retry/rule';
import {
	conversationSchedule,
	missiveSchedule,
	openWorkSchedule,
} from '../../shared/retry/schedule';
import { headerAt } from '../../shared/signature/place';
import type { Place, SignatureScheme } from '../../shared/signature/scheme';
import { customScheme } from '../custom/scheme';
import { senderOf } from '../senders';
import { schemeToSend } from './signature';
import type { ItemSource } from './source';

type ReadField = ItemSource['field'];

/** The options of the node that are not limits of a delivery, with their defaults filled in and checked. */
export interface SendOptions {
	readonly allowHttp: boolean;
	readonly maxConcurrent: number;
	readonly maxPerMinute: number;
	readonly messageId: string;
	readonly messageIdHeader: string;
	readonly retryOn: 'allNon2xx' | 'statusCodes';
	readonly statusCodes: string;
	/** As `readLimits` reads them. */
	readonly limits: Pick<DeliveryPlan, 'retryAfterCapMs' | 'timeoutMs' | 'totalMs'>;
}

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
		maxPerMinute: integer('maxPerMinute', 'Max per Minute and Host', 100, 100_000),
		messageId: String(given.messageId ?? ''),
		messageIdHeader: String(given.messageIdHeader ?? 'webhook-id'),
		retryOn: given.retryOn === 'allNon2xx' ? 'allNon2xx' : 'statusCodes',
		statusCodes: String(given.statusCodes ?? DEFAULT_STATUS_CODES),
		limits: readLimits(given),
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

/** Carries the event type where the chosen signature has no header of its own for it. */
const EVENT_HEADER = 'X-Webhook-Event';

/** How a message is signed, and the headers that go with it. */
interface Signing {
	/** Undefined: not signed. */
	readonly scheme: SignatureScheme | undefined;
	readonly idHeader: string;
	readonly eventHeader: string;
}

/**
 * Reads how to sign.
 *
 * @param idHeader carries the message id where the chosen signature has no header of its own for it
 * @throws UserError when a field of a custom scheme is not valid
 */
export function readSigning(field: ReadField, idHeader: string): Signing {
	const signature = field('signature', 'standardWebhooks');
	const sender = senderOf(signature);
	if (sender) {
		const scheme = schemeToSend(sender);
		const ownId = scheme?.kind === 'signature' ? headerAt(scheme.messageId) : undefined;
		return {
			scheme,
			idHeader: ownId ?? headerIn(sender.eventId) ?? idHeader,
			eventHeader: headerIn(sender.eventType?.names.flat()) ?? EVENT_HEADER,
		};
	}
	if (signature === 'none') return { scheme: undefined, idHeader, eventHeader: EVENT_HEADER };
	if (signature !== 'custom') throw new UserError('Signature: choose one of the listed values');
	return { scheme: customScheme(field, idHeader), idHeader, eventHeader: EVENT_HEADER };
}

function headerIn(places: ReadonlyArray<Place | 'key'> = []): string | undefined {
	return places.map((place) => (place === 'key' ? undefined : headerAt(place))).find(Boolean);
}
