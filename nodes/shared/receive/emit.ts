import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { EventDelivery, InvalidDelivery } from '../items';
import { isObject } from '../lib/json';
import type { Sleep } from '../state/duplicates';
import type { NodeState } from '../state/node';
import { acknowledge, type Answer, comeBack, RECEIVED } from './checks';
import type { ReceiveOptions } from './options';
import type { IncomingWebhook } from './request';
import { settleWithResponse, startWatchingForWait } from './settle';

/** How long a copy waits for the first one's fate. */
const MAX_WAIT_MS = 10_000;

/** What comes from the outside, so that tests need neither waiting nor luck. */
export interface EmitDependencies {
	nowMs(): number;
	readonly sleep: Sleep;
}

/** An event that is fit to start the workflow. */
export interface GenuineEvent {
	readonly webhook: Pick<IncomingWebhook, 'body' | 'rawBody'>;
	readonly delivery: EventDelivery | InvalidDelivery;
	readonly output: 0 | 1;
}

/** Starts the workflow with an event that is new, or answers its sender where it is not. */
export async function emit(
	context: IWebhookFunctions,
	state: NodeState,
	{ webhook, delivery, output }: GenuineEvent,
	options: ReceiveOptions,
	{ nowMs, sleep }: EmitDependencies,
): Promise<Answer | IWebhookResponseData> {
	const nowSeconds = () => Math.floor(nowMs() / 1000);
	let stored = () => {};
	// While the user listens for a test event, the same event may be sent as often as they like.
	if (context.getMode() !== 'manual') {
		const admission = await state.duplicates.admit(delivery.id, {
			size: options.seenWindow,
			periodSeconds: options.seenPeriodSeconds,
			nowSeconds: nowSeconds(),
			maxWaitMs: MAX_WAIT_MS,
			sleep,
		});
		if (admission.kind === 'duplicate') return acknowledge({ duplicate: true });
		if (admission.kind === 'undecided') {
			return comeBack(MAX_WAIT_MS / 1000, 'The same event is still being processed');
		}
		const { event } = admission;
		const taken = () => event.taken(nowSeconds());
		settleWithResponse(context.getResponseObject(), event, taken, sleep);
		const hasWaited = startWatchingForWait();
		stored = () => {
			if (hasWaited()) taken();
			state.write(context, event);
		};
	}
	const item = toItem(webhook, delivery);
	return {
		// n8n asks for the answer once it has stored the execution, just before it saves the static data. What was changed
		// earlier would not be saved: storing the execution resets n8n's mark that the static data changed (seen in 2.41.1,
		// where WorkflowRunner.establishContextForPersistence makes a second Workflow over the same object).
		get webhookResponse() {
			stored();
			return RECEIVED;
		},
		workflowData: output === 0 ? [[item], []] : [[], [item]],
	};
}

/**
 * The item of an event: the vendor's body as it came, plus `delivery`, which takes the place of a key of that name. A
 * body that is no object stands under `body`; one that is no JSON stands there as text.
 */
function toItem(
	{ body, rawBody }: GenuineEvent['webhook'],
	delivery: EventDelivery | InvalidDelivery,
): INodeExecutionData {
	if (isObject(body)) return { json: { ...body, delivery } };
	const value = body === undefined ? rawBody.toString('utf8') : body;
	return { json: { body: value, delivery } as IDataObject };
}
