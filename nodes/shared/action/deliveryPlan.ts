import type { DeliveryPlan } from '../deliver/decide';
import { DEFAULT_STATUS_CODES, parseStatusCodes } from '../deliver/retryRule';
import { readLimits } from '../deliver/settings/readLimits';
import { readPolicy } from '../deliver/settings/readPolicy';
import type { ItemRun } from './itemRun';

/**
 * How an operation with the fields of `retryFields` and the options of `limitFields` delivers.
 *
 * @throws UserError when a field is not valid
 */
export function readDeliveryPlan(run: ItemRun): DeliveryPlan {
	return {
		policy: readPolicy((name, fallback) => run.value(name, fallback)),
		rule: { kind: 'statusCodes', ranges: parseStatusCodes(DEFAULT_STATUS_CODES) },
		...readLimits(run.added('options')),
	};
}
