import type { IExecuteFunctions } from 'n8n-workflow';

import type { DeliveryPlan } from '../shared/deliver/decide';
import { parseStatusCodes } from '../shared/deliver/retryRule';
import {
	conversationSchedule,
	missiveSchedule,
	openWorkSchedule,
} from '../shared/deliver/schedules';
import { readLimits } from '../shared/deliver/settings/readLimits';
import { readPolicy } from '../shared/deliver/settings/readPolicy';
import type { SendOptions } from './readOptions';

/** The schedules that the field Retries offers by name. */
const SCHEDULES = new Map([
	['conversation', conversationSchedule],
	['missive', missiveSchedule],
	['openWork', openWorkSchedule],
]);

/** @throws UserError when a field is not valid */
export function readPlan(
	context: IExecuteFunctions,
	itemIndex: number,
	{ retryOn, statusCodes }: SendOptions,
): DeliveryPlan {
	const read = (name: string, fallback: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback);
	return {
		policy: readPolicy(read, SCHEDULES),
		rule:
			retryOn === 'allNon2xx'
				? { kind: 'allNon2xx' }
				: { kind: 'statusCodes', ranges: parseStatusCodes(statusCodes) },
		...readLimits(context.getNodeParameter('options', itemIndex, {})),
	};
}
