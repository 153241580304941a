import type { IDataObject } from 'n8n-workflow';

import type { DeliveryResult } from '../shared/deliver/deliver';
import type { Addressed } from './readMessage';

/** What an item says about its delivery, and what the receiver answered, if it did. Holds no secret. */
export function report({ message, target }: Addressed, result: DeliveryResult): IDataObject {
	const { status, reason, attempts, outcome } = result;
	const answer = outcome.kind === 'answer' ? outcome : undefined;
	return {
		delivery: {
			messageId: message.id,
			url: target.shown,
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
