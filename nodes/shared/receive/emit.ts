import type { INodeExecutionData, IWebhookResponseData } from 'n8n-workflow';

import type { IgnoredBefore } from '../items';
import type { PendingEvent, Sleep } from '../state/duplicates';
import type { NodeState } from '../state/node';
import { acknowledge, type Answer, comeBack, RECEIVED } from './answer';
import { type JudgedEvent, toItem } from './event';
import type { ReceiveOptions } from './options';
import type { Receiving } from './receiving';

/** How long a copy waits for the first one's fate. */
const MAX_WAIT_MS = 10_000;

/** What comes from the outside, so that tests need neither waiting nor luck. */
export interface EmitDependencies {
	nowMs(): number;
	readonly sleep: Sleep;
}

/**
 * Starts the workflow with the events of a request that are new, an item each, or answers its sender where none is.
 *
 * @param answer the text that the sender insists on
 */
export async function emit(
	receiving: Receiving,
	events: readonly JudgedEvent[],
	answer: string | undefined,
	options: ReceiveOptions,
	{ nowMs, sleep }: EmitDependencies,
): Promise<Answer | IWebhookResponseData> {
	const { context, state, mode } = receiving;
	const nowSeconds = () => Math.floor(nowMs() / 1000);
	let fresh = events;
	let pending: PendingEvent | undefined;
	// While the user listens for a test event, the same event may be sent as often as they like.
	if (mode !== 'test') {
		const admitted = await admit(state, events, options, nowSeconds(), sleep);
		if (!admitted) {
			return comeBack(MAX_WAIT_MS / 1000, 'inFlight', 'The same event is still being processed');
		}
		({ fresh, pending } = admitted);
		const isFresh = new Set(fresh);
		for (const event of fresh.length < events.length ? events : []) {
			if (!isFresh.has(event)) receiving.note('duplicate', event.delivery.eventType);
		}
		if (fresh.length === 0) return acknowledge({ duplicate: true });
	}
	const ignoredBefore = state.ignored[mode].take();
	let stored = () => {};
	if (pending) {
		const event = pending;
		const taken = () => event.taken(nowSeconds());
		const failed = () => {
			event.failed();
			if (ignoredBefore) state.ignored[mode].giveBack(ignoredBefore);
		};
		settleWithResponse(context.getResponseObject(), event, { taken, failed }, sleep);
		const hasWaited = startWatchingForWait();
		stored = () => {
			if (hasWaited()) taken();
			state.write(context, event, options.writesEachEvent);
		};
	}
	if (answer !== undefined) {
		context.getResponseObject().set('Content-Type', 'text/plain; charset=utf-8');
	}
	return {
		// n8n asks for the answer once it has stored the execution, just before it saves the static data. What was changed
		// earlier would not be saved: storing the execution resets n8n's mark that the static data changed (seen in 2.41.1,
		// where WorkflowRunner.establishContextForPersistence makes a second Workflow over the same object).
		get webhookResponse() {
			stored();
			return answer ?? RECEIVED;
		},
		workflowData: toItems(fresh, ignoredBefore),
	};
}

/** The events that are no copies; undefined while the fate of a copy is open. */
async function admit(
	{ duplicates }: NodeState,
	events: readonly JudgedEvent[],
	options: ReceiveOptions,
	nowSeconds: number,
	sleep: Sleep,
): Promise<{ fresh: readonly JudgedEvent[]; pending: PendingEvent | undefined } | undefined> {
	const { seenWindow: size, seenWhileYoung: whileYoung } = options;
	const asked = events.map((event) => copyRule(event, options));
	const [only] = asked;
	if (only && asked.length === 1) {
		const { key, periodSeconds } = only;
		if (key === undefined) return { fresh: events, pending: undefined };
		const admission = await duplicates.admit(key, {
			size,
			whileYoung,
			periodSeconds,
			nowSeconds,
			maxWaitMs: MAX_WAIT_MS,
			sleep,
		});
		if (admission.kind === 'undecided') return undefined;
		return admission.kind === 'new'
			? { fresh: events, pending: admission.event }
			: { fresh: [], pending: undefined };
	}
	const admitted = duplicates.admitTogether(asked, { size, whileYoung, nowSeconds });
	if (!admitted) return undefined;
	const isFresh = new Set(admitted.fresh);
	return { fresh: events.filter((_, index) => isFresh.has(index)), pending: admitted.event };
}

/** What makes another event a copy of this one, and for how long; no key where none is. */
function copyRule(
	{ key, isUnique, isSentAgain }: JudgedEvent,
	{ seenPeriodSeconds, repeatSeconds }: ReceiveOptions,
): { readonly key: string | undefined; readonly periodSeconds: number } {
	// Equal bodies count as copies only for a while.
	const period = isUnique ? Infinity : seenPeriodSeconds;
	if (period === 0) return { key: undefined, periodSeconds: 0 };
	const isMeant = isSentAgain && repeatSeconds < Infinity;
	return { key, periodSeconds: isMeant ? 0 : Math.min(period, repeatSeconds) };
}

/** An item each, by output. The first tells what was before. */
function toItems(
	events: readonly JudgedEvent[],
	ignoredBefore: IgnoredBefore[] | undefined,
): INodeExecutionData[][] {
	const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
	for (const [index, { body, delivery, output }] of events.entries()) {
		const told = index === 0 && ignoredBefore ? { ...delivery, ignoredBefore } : delivery;
		outputs[output].push(toItem({ body, delivery: told }));
	}
	return outputs;
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
 * requests until others are done, and answers them then. After that a copy is let through, in case n8n never answers.
 */
const MAX_HELD_MS = 60 * 60_000;

/**
 * Settles an event with n8n's answer: with 2xx it was taken, and then, and only then, its copies are dropped.
 *
 * A sender that hangs up says nothing of the event's fate, for n8n goes on with it. Then n8n's answer is waited for all
 * the same, at most an hour, and its copies meanwhile are told to come back. n8n's answer to nobody makes no event.
 */
function settleWithResponse(
	response: HostResponse,
	event: PendingEvent,
	{ taken, failed }: { taken(): void; failed(): void },
	sleep: Sleep,
): void {
	const settle = () => {
		if (response.statusCode >= 200 && response.statusCode < 300) taken();
		else failed();
	};
	const hungUp = async () => {
		if (response.writableFinished) return;
		for (let heldMs = 0; !response.writableEnded; heldMs += LOOK_EVERY_MS) {
			if (event.isSettled) return;
			if (heldMs >= MAX_HELD_MS) return failed();
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
