import type { IDataObject } from 'n8n-workflow';

import type { DeliveryResult } from './deliver';

/**
 * What an item says about its delivery, and what the receiver answered, if it did. Holds no secret.
 *
 * @param url as it may be shown
 */
export function deliveryReport(
	messageId: string,
	url: string,
	{ status, reason, attempts, outcome }: DeliveryResult,
): IDataObject {
	const answer = outcome.kind === 'answer' ? outcome : undefined;
	return {
		delivery: {
			messageId,
			url,
			status,
			...(reason === undefined ? {} : { reason }),
			...(answer ? { statusCode: answer.statusCode } : {}),
			attempts: attempts.map((attempt) => ({ ...attempt })),
		},
		...(answer
			? {
					response: {
						statusCode: answer.statusCode,
						headers: { ...answer.headers },
						body: answer.body as IDataObject,
						...(answer.truncated ? { truncated: true } : {}),
					},
				}
			: {}),
	};
}
