import type { IDataObject } from 'n8n-workflow';

import type { DeliveryPlan } from '../decide';
import { readSeconds } from './readNumber';

/**
 * Reads the options of `limitFields`.
 *
 * @throws UserError when one is out of its range
 */
export function readLimits(
	options: IDataObject,
): Pick<DeliveryPlan, 'retryAfterCapMs' | 'timeoutMs' | 'totalMs'> {
	const read = (name: string, field: string, fallback: number, min: number, max: number) =>
		readSeconds(field, options[name] ?? fallback, { min, max });
	const totalMs = read('totalSeconds', 'Total Time Limit', 0, 0, 604_800);
	return {
		retryAfterCapMs: read('retryAfterCapSeconds', 'Max Retry-After', 60, 0, 86_400),
		timeoutMs: read('timeoutSeconds', 'Timeout', 30, 0.1, 3600),
		totalMs: totalMs === 0 ? Infinity : totalMs,
	};
}
