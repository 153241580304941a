import type { IDataObject } from 'n8n-workflow';

import { sealRetryState } from '../shared/deliver/retryState';
import type { RetryState } from '../shared/deliver/retryState';
import type { HandOver } from './longWaits';

/** Where an item keeps the state of its delivery, under the one key `delivery`. */
const STATE = 'retryState';

/** The state that an item brings along from Retry Later; undefined: its delivery has not begun. */
export function stateOf(json: IDataObject): unknown {
	return deliveryOf(json)[STATE];
}

/**
 * The JSON of an item on its way through a wait. It keeps its own fields, those under `delivery` as well, so that the
 * node's expressions give the same when it comes back.
 *
 * @param report on the attempts so far
 * @throws UserError when the state would be too long
 */
export function retryLaterJson(
	{ json, place, key }: HandOver,
	delivery: Omit<RetryState, 'place'>,
	report: IDataObject,
): IDataObject {
	return {
		...json,
		delivery: {
			...deliveryOf(json),
			...deliveryOf(report),
			nextAttemptAt: new Date(delivery.progress.nextAttemptMs).toISOString(),
			[STATE]: sealRetryState({ ...delivery, place }, key),
		},
	};
}

/** The JSON of an item that is not delivered: its own fields, the report where there is one, and what went wrong. */
export function failedJson(
	json: IDataObject,
	report: IDataObject | undefined,
	error: string,
): IDataObject {
	if (!report) return { ...json, error };
	const delivery = { ...deliveryOf(json), ...deliveryOf(report) };
	delete delivery.nextAttemptAt;
	delete delivery[STATE];
	return { ...json, ...report, delivery, error };
}

function deliveryOf(json: IDataObject): IDataObject {
	const { delivery } = json;
	return typeof delivery === 'object' && !Array.isArray(delivery)
		? { ...(delivery as IDataObject) }
		: {};
}
