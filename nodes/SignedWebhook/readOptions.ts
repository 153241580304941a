import type { IExecuteFunctions } from 'n8n-workflow';

import { DEFAULT_STATUS_CODES } from '../shared/deliver/retryRule';
import { readNumber } from '../shared/deliver/settings/readNumber';

/** The options of the node that are not limits of a delivery, with their defaults filled in and checked. */
export interface SendOptions {
	readonly allowHttp: boolean;
	readonly maxConcurrent: number;
	readonly maxPerMinute: number;
	readonly messageId: string;
	readonly messageIdHeader: string;
	readonly retryOn: 'allNon2xx' | 'statusCodes';
	readonly statusCodes: string;
}

/**
 * Reads the options for an item.
 *
 * The default header of the message id is the one of the Standard Webhooks specification: the only name for it that
 * more than one vendor has agreed on.
 *
 * @throws UserError when one is out of its range
 */
export function readSendOptions(context: IExecuteFunctions, itemIndex: number): SendOptions {
	const given = context.getNodeParameter('options', itemIndex, {});
	const integer = (name: string, field: string, fallback: number, max: number) =>
		readNumber(field, given[name] ?? fallback, { min: 1, max, integer: true });

	return {
		allowHttp: given.allowHttp === true,
		maxConcurrent: integer('maxConcurrent', 'Max at Once', 10, 1000),
		maxPerMinute: integer('maxPerMinute', 'Max per Minute and Host', 100, 100_000),
		messageId: String(given.messageId ?? ''),
		messageIdHeader: String(given.messageIdHeader ?? 'webhook-id'),
		retryOn: given.retryOn === 'allNon2xx' ? 'allNon2xx' : 'statusCodes',
		statusCodes: String(given.statusCodes ?? DEFAULT_STATUS_CODES),
	};
}
