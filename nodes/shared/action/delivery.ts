import { deliver, type DeliverDeps } from '../deliver/deliver';
import type { OutgoingMessage } from '../deliver/message';
import { deliveryError, deliveryReport } from '../deliver/report';
import { readLimits, readPolicy } from '../deliver/settings';
import type { DeliveryReport } from '../items';
import type { AttemptOutcome } from '../retry/outcome';
import { DEFAULT_STATUS_CODES, type DeliveryPlan, parseStatusCodes } from '../retry/rule';
import type { ItemRun } from './itemRun';

/**
 * How an operation with the fields of `retryFields`, and the options of `retryOptions` and `timeoutField`, delivers.
 *
 * @throws UserError when a field is not valid
 */
export function readDeliveryPlan(run: ItemRun): DeliveryPlan {
	return {
		policy: readPolicy((name, fallback) => run.value(name, fallback)),
		rule: { kind: 'statusCodes', ranges: parseStatusCodes(DEFAULT_STATUS_CODES) },
		...readLimits(run.added('options'), run.added('retryOptions')),
	};
}

/** What an operation delivers for an item. Plain data. */
export interface ItemDelivery {
	readonly message: OutgoingMessage;
	/** The URL as it may be shown. */
	readonly shown: string;
	readonly plan: DeliveryPlan;
}

/** A message that was delivered. */
interface Delivered {
	readonly report: DeliveryReport;
	/** Of the last attempt. */
	readonly outcome: AttemptOutcome;
}

/**
 * Delivers the message of an item, as soon as the rate limit allows.
 *
 * @param advice what went wrong and what the person who reads this can do, by the last outcome
 * @throws NodeApiError when it was not delivered; the signal's reason, when the execution is stopped
 */
export async function deliverForItem(
	{ context, itemIndex }: ItemRun,
	{ message, shown, plan }: ItemDelivery,
	deps: DeliverDeps,
	advice: (outcome: AttemptOutcome) => string,
): Promise<Delivered> {
	const signal = context.getExecutionCancelSignal();
	await deps.admitRetry(signal);
	const result = await deliver(message, plan, deps, signal);
	const report = deliveryReport(message.id, shown, result);
	const { outcome } = result;
	if (result.status === 'delivered') return { report, outcome };
	const node = context.getNode();
	throw deliveryError({ node, itemIndex, result, message: advice(outcome), report });
}
