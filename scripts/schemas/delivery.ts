import type { ZodType } from 'zod/v4';

import { anything, either, flag, listOf, number, only, orNull, text } from './shape';

const attempt = only({
	number,
	startedAt: text,
	durationMs: number,
	statusCode: number,
	error: text,
	waitMs: number,
	waitReason: text,
});

/**
 * `DeliveryReport` of nodes/shared/items.ts for a message that was delivered.
 *
 * @param body what the receiver answers
 */
export function deliveryReport(body: ZodType): ZodType {
	return only({
		delivery: only({
			messageId: text,
			url: text,
			status: text,
			statusCode: number,
			attempts: listOf(attempt),
		}),
		response: only({ statusCode: number, headers: anything, body, truncated: flag }),
	});
}

/** `EventDelivery` of nodes/shared/items.ts, as Verify Webhook gives it. */
export const eventDelivery = only({
	id: text,
	receivedAt: text,
	eventType: orNull(text),
	verified: text,
	sourceIp: orNull(text),
	envelope: anything,
	request: only({ method: text, headers: anything, query: anything }),
	answer: only({ status: number, contentType: text, headers: anything, body: text }),
	mark: text,
});

/** An answer of somebody whom nobody knows: JSON or text. */
export const anyBody = either(anything, text);
