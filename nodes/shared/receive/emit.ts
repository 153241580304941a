import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { PendingEvent, Sleep } from '../state/duplicates';
import type { NodeState } from '../state/node';
import { acknowledge, type Answer, comeBack, RECEIVED } from './answer';
import { type JudgedEvent, toItem } from './judge';
import type { ReceiveOptions } from './options';

/** How long a copy waits for the first one's fate. */
const MAX_WAIT_MS = 10_000;

/** What comes from the outside, so that tests need neither waiting nor luck. */
export interface EmitDependencies {
	nowMs(): number;
	readonly sleep: Sleep;
}

/** Starts the workflow with an event that is new, or answers its sender where it is not. */
export async function emit(
	context: IWebhookFunctions,
	state: NodeState,
	event: JudgedEvent,
	options: ReceiveOptions,
	{ nowMs, sleep }: EmitDependencies,
): Promise<Answer | IWebhookResponseData> {
	const nowSeconds = () => Math.floor(nowMs() / 1000);
	const { delivery, output } = event;
	let stored = () => {};
	// While the user listens for a test event, the same event may be sent as often as they like.
	if (context.getMode() !== 'manual') {
		const admission = await state.duplicates.admit(delivery.id, {
			size: options.seenWindow,
			// Equal bodies count as copies only for a while.
			periodSeconds: event.isUnique ? Infinity : options.seenPeriodSeconds,
			nowSeconds: nowSeconds(),
			maxWaitMs: MAX_WAIT_MS,
			sleep,
		});
		if (admission.kind === 'duplicate') return acknowledge({ duplicate: true });
		if (admission.kind === 'undecided') {
			return comeBack(MAX_WAIT_MS / 1000, 'inFlight', 'The same event is still being processed');
		}
		const pending = admission.event;
		const taken = () => pending.taken(nowSeconds());
		settleWithResponse(context.getResponseObject(), pending, taken, sleep);
		const hasWaited = startWatchingForWait();
		stored = () => {
			if (hasWaited()) taken();
			state.write(context, pending);
		};
	}
	const item = toItem(event);
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

/** The part of n8n's response (an Express response) that tells what becomes of an event. */
interface HostResponse {
	readonly statusCode: number;
	readonly closed: boolean;
	/** Whether n8n has given its answer, also where nobody is there to take it. */
	readonly writableEnded: boolean;
	/** Whether the answer was sent. */
	readonly writableFinished: boolean;
	once(event: 'finish' | 'close', listener: () => void): unknown;
}

/** How often to look whether n8n has answered somebody who is gone. */
const LOOK_EVERY_MS = 1_000;

/**
 * How long n8n may take to decide on an event whose sender hung up: under N8N_CONCURRENCY_PRODUCTION_LIMIT it holds
 * requests until others are done, and stores them then. After that a copy is let through.
 */
const MAX_HELD_MS = 15 * 60_000;

/**
 * Settles an event with n8n's answer: with 2xx it was taken, and then, and only then, its copies are dropped.
 *
 * A sender that hangs up says nothing of the event's fate, for n8n goes on with it. Then n8n's answer is waited for all
 * the same, at most 15 minutes, and its copies meanwhile are told to come back. n8n's answer to nobody makes no event.
 */
function settleWithResponse(
	response: HostResponse,
	event: PendingEvent,
	taken: () => void,
	sleep: Sleep,
): void {
	const settle = () => {
		if (response.statusCode >= 200 && response.statusCode < 300) taken();
		else event.failed();
	};
	const hungUp = async () => {
		if (response.writableFinished) return;
		for (let heldMs = 0; !response.writableEnded; heldMs += LOOK_EVERY_MS) {
			if (event.isSettled) return;
			if (heldMs >= MAX_HELD_MS) return event.failed();
			await sleep(LOOK_EVERY_MS);
		}
		settle();
	};
	response.once('finish', settle);
	// A sender that hung up while its event waited for a copy has been closed already.
	if (response.closed) void hungUp();
	else response.once('close', () => void hungUp());
}

/** More turns than lie between the answer of a node and whatever n8n does first with it. */
const TURNS = 32;

/**
 * Tells whether n8n asks for an answer before or after it has stored the execution. From 2.8 on it stores first, which
 * takes it to the database and back; before, it asks at once, within a few turns of the queue of promises, and stores
 * later. Whatever comes from outside of that queue comes after all that is in it.
 *
 * @returns whether n8n has waited for something since
 */
function startWatchingForWait(): () => boolean {
	let turns = 0;
	const turn = () => {
		turns++;
		if (turns < TURNS) void Promise.resolve().then(turn);
	};
	turn();
	return () => turns >= TURNS;
}
