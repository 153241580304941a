import type { IDataObject } from 'n8n-workflow';

import type { DeliveryResult } from './deliver';

/** A delivery that has ended, or that waits between two attempts. */
export type Reported = Omit<DeliveryResult, 'status'> & {
	readonly status: DeliveryResult['status'] | 'waiting';
};

/**
 * What an item says about its delivery, and what the receiver answered, if it did. Holds no secret.
 *
 * @param url as it may be shown
 */
export function deliveryReport(
	messageId: string,
	url: string,
	{ status, reason, attempts, outcome }: Reported,
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
