import type {
	IDataObject,
	IExecuteFunctions,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { cancellableSleep } from '../shared/deliver/cancellableSleep';
import { deliver } from '../shared/deliver/deliver';
import type { DeliverDeps } from '../shared/deliver/deliver';
import { RateLimiter } from '../shared/deliver/rateLimit';
import { deliveryError, nodeForErrors } from './failure';
import { readMessage } from './readMessage';
import { readOptions } from './readOptions';
import { readPlan } from './readPlan';
import { report } from './report';

/** Time, chance, the network and the rate limit of the node. */
export interface ExecuteDeps extends Omit<DeliverDeps, 'admitRetry'> {
	readonly limiter: Pick<RateLimiter, 'admit'>;
}

/** What became of an item. */
export interface ItemOutcome {
	/** The report on its delivery. Absent when it could not be sent. */
	readonly json?: IDataObject;
	readonly error?: NodeApiError | NodeOperationError;
}

const clock = { now: () => Date.now(), sleep: cancellableSleep };

/** Everything but the network. The limiter counts for all executions of this process. */
export const realDeps: Omit<ExecuteDeps, 'send'> = {
	...clock,
	random: Math.random,
	limiter: new RateLimiter(clock),
};

/**
 * Starts the delivery of an item as soon as the rate limit allows.
 *
 * @param goOn asked when its turn has come: false calls it off
 * @returns once it is under way, with a promise of its end; undefined when it was called off
 * @throws when the item cannot be sent: a field or the credential is not valid
 */
export async function deliverItem(
	context: IExecuteFunctions,
	deps: ExecuteDeps,
	index: number,
	goOn: () => boolean,
): Promise<{ readonly end: Promise<ItemOutcome> } | undefined> {
	const node = nodeForErrors(context);
	const signal = context.getExecutionCancelSignal();
	const options = readOptions(context, index);
	const plan = readPlan(context, index, options);
	const addressed = await readMessage(context, index, options);

	// By node, so that two nodes with different limits for a host do not get into each other's way.
	const lane = [context.getWorkflow().id, node.id, addressed.target.host].join(' ');
	const admit = async () => await deps.limiter.admit(lane, options.maxPerMinute, signal);
	await admit();
	if (!goOn()) return undefined;

	const delivery = deliver(addressed.message, plan, { ...deps, admitRetry: admit }, signal);
	return {
		end: delivery.then((result) => {
			const json = report(addressed, result);
			if (result.status === 'delivered') return { json };
			return { json, error: deliveryError(node, index, result, json) };
		}),
	};
}
