import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { customSchedule } from '../shared/deliver/customWaits';
import type { DeliveryPlan } from '../shared/deliver/decide';
import type { RetryPolicy } from '../shared/deliver/policy';
import { parseStatusCodes } from '../shared/deliver/retryRule';
import {
	conversationSchedule,
	missiveSchedule,
	noRetries,
	openWorkSchedule,
} from '../shared/deliver/schedules';
import { readNumber } from './readNumber';
import type { Options } from './readOptions';

/** @throws UserError when a field is not valid */
export function readPlan(
	context: IExecuteFunctions,
	itemIndex: number,
	options: Options,
): DeliveryPlan {
	return {
		policy: readPolicy(context, itemIndex),
		rule:
			options.retryOn === 'allNon2xx'
				? { kind: 'allNon2xx' }
				: { kind: 'statusCodes', ranges: parseStatusCodes(options.statusCodes) },
		retryAfterCapMs: toMs(options.retryAfterCapSeconds),
		timeoutMs: toMs(options.timeoutSeconds),
		totalMs: options.totalSeconds === 0 ? Infinity : toMs(options.totalSeconds),
	};
}

function readPolicy(context: IExecuteFunctions, itemIndex: number): RetryPolicy {
	const retries = context.getNodeParameter('retries', itemIndex, 'exponential');
	switch (retries) {
		case 'none':
			return noRetries;
		case 'conversation':
			return conversationSchedule;
		case 'openWork':
			return openWorkSchedule;
		case 'missive':
			return missiveSchedule;
		case 'custom':
			return customSchedule(String(context.getNodeParameter('waits', itemIndex, '')));
		case 'exponential':
			return readExponential(context, itemIndex);
		default:
			throw new UserError('Retries: choose one of the listed values');
	}
}

function readExponential(context: IExecuteFunctions, itemIndex: number): RetryPolicy {
	const read = (name: string, fallback: number) =>
		context.getNodeParameter(name, itemIndex, fallback);
	const day = { min: 0, max: 86_400 };
	return {
		kind: 'exponential',
		maxAttempts: readNumber('Max Attempts', read('maxAttempts', 5), {
			min: 1,
			max: 100,
			integer: true,
		}),
		firstWaitMs: toMs(readNumber('First Wait', read('firstWaitSeconds', 1), day)),
		maxWaitMs: toMs(readNumber('Longest Wait', read('maxWaitSeconds', 30), day)),
	};
}

/** Whole milliseconds: timers take no fractions. */
function toMs(seconds: number): number {
	return Math.round(seconds * 1000);
}
