import type {
	IDataObject,
	IExecuteFunctions,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import {
	type DeliverDeps,
	deliverStretch,
	type DeliveryResult,
	type Progress,
} from '../../shared/deliver/deliver';
import { RateLimiter } from '../../shared/deliver/rateLimit';
import { deliveryError, deliveryReport, type Reported } from '../../shared/deliver/report';
import { assertCanHandOver } from '../../shared/deliver/sealedState';
import { cancellableSleep } from '../../shared/lib/abort';
import { deliveryAdvice } from './advice';
import { readLongWaits, retryLaterJson } from './longWaits';
import { readMessage } from './message';
import { nodeForErrors, readPlan, readSendOptions } from './settings';

/** Time, chance, the network and the rate limit of the node. */
export interface ExecuteDeps extends Omit<DeliverDeps, 'admitRetry'> {
	readonly limiter: Pick<RateLimiter, 'admit'>;
}

/** What became of an item. */
export interface ItemOutcome {
	/** The report on its delivery; of an item that waits, its whole JSON. Absent when it could not be sent. */
	readonly json?: IDataObject;
	readonly error?: NodeApiError | NodeOperationError;
	/** Only of an item that leaves to wait: until when, in milliseconds since 1970. */
	readonly nextAttemptMs?: number;
}

/** Everything but the network. The limiter counts for all executions of this process. */
export const realSendDeps: Omit<ExecuteDeps, 'send'> = {
	now: () => Date.now(),
	sleep: cancellableSleep,
	random: Math.random,
	limiter: new RateLimiter(),
};

/**
 * Starts the delivery of an item, or goes on with one that comes back from a wait, as soon as the rate limit allows.
 *
 * @param goOn asked when its turn has come: false calls it off
 * @returns once it is under way, with a promise of its end; undefined when it was called off
 * @throws when the item cannot be sent: a field, the credential or the state that it brings along is not valid
 */
export async function deliverItem(
	context: IExecuteFunctions,
	deps: ExecuteDeps,
	index: number,
	goOn: () => boolean,
): Promise<{ readonly end: Promise<ItemOutcome> } | undefined> {
	const node = nodeForErrors(context);
	const signal = context.getExecutionCancelSignal();
	const options = readSendOptions(context, index);
	const plan = readPlan(context, index, options);
	const { begun, handOver } = await readLongWaits(context, index);
	const { message, target, payload } = await readMessage(context, index, options, begun);
	if (handOver) assertCanHandOver(payload.body);

	// By node, so that two nodes with different limits for a host do not get into each other's way.
	const lane = [context.getWorkflow().id, node.id, target.host].join(' ');
	const admit = async () => await deps.limiter.admit(lane, options.maxPerMinute, signal);
	// What has begun may have to wait first, and is admitted after that.
	if (!begun) await admit();
	if (!goOn()) return undefined;

	const reportOn = (reported: Reported) => deliveryReport(message.id, target.shown, reported);
	const leave = (progress: Progress, waitMs: number) => {
		if (!handOver || waitMs <= handOver.longestWaitMs) return undefined;
		const report = reportOn({ ...progress, status: 'waiting' });
		const json = retryLaterJson(handOver, { messageId: message.id, payload, progress }, report);
		return { json, nextAttemptMs: progress.nextAttemptMs };
	};
	const settle = (result: DeliveryResult): ItemOutcome => {
		const report = reportOn(result);
		if (result.status === 'delivered') return { json: report };
		const problem = { message: deliveryAdvice(result.outcome), report };
		return {
			json: report,
			error: deliveryError({ node, itemIndex: index, result, ...problem }),
		};
	};

	const stretch = { message, plan, begun: begun?.progress, leave };
	const delivery = deliverStretch(stretch, { ...deps, admitRetry: admit }, signal);
	return { end: delivery.then((end) => ('status' in end ? settle(end) : end)) };
}
