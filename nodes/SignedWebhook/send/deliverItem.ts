import type { IExecuteFunctions, INode } from 'n8n-workflow';

import { itemError } from '../../shared/action/failedItem';
import {
	type DeliverDeps,
	deliverUntilWait,
	type WaitingMessage,
} from '../../shared/deliver/deliver';
import { EndpointHealth } from '../../shared/deliver/health';
import { type Surroundings, thisMachine } from '../../shared/deliver/http';
import { RateLimiter } from '../../shared/deliver/rateLimit';
import type { AttemptError } from '../../shared/retry/outcome';
import type { BatchTask } from './batch';
import { type Address, readAddress, readJob, type SendJob } from './job';
import type { Holds } from './hold';
import type { LimitWaits } from './limitWaits';
import { type ItemOutcome, outcomeOf } from './outputs';
import type { ItemSource } from './source';

/** Time, chance, the network and the rate limit of the node. */
export interface ExecuteDeps extends Surroundings {
	readonly limiter: Pick<RateLimiter, 'admit' | 'admitIf'>;
	readonly health: EndpointHealth;
}

/** Those of this machine. Limiter and health count for all executions of this process. */
export const realSendDeps: ExecuteDeps = {
	...thisMachine,
	limiter: new RateLimiter(),
	health: new EndpointHealth(),
};

/** What the items of an execution share. */
export interface SharedByItems {
	readonly context: IExecuteFunctions;
	readonly deps: ExecuteDeps;
	/** As errors show it. */
	readonly node: INode;
	/** Whether others go on when an item fails. */
	readonly continues: boolean;
	/** Aborts when no more items are to be started. */
	readonly stop: AbortSignal;
	readonly holds: Holds;
	readonly waits: LimitWaits;
	/** When the last item of each key leaves its wait that left for one, in milliseconds since 1970. */
	readonly left: Map<string, number>;
	settle(index: number, outcome: ItemOutcome): void;
}

/**
 * The way of an item: read it, deliver it, show what became of it.
 *
 * @returns undefined where the item has failed already
 */
export function deliveryTask(
	{ context, deps, node, continues, stop, holds, waits, left, settle }: SharedByItems,
	index: number,
	source: ItemSource,
): BatchTask | undefined {
	const fail = (error: unknown) => {
		settle(index, { kind: 'failed', error: itemError(node, index, error) });
		return undefined;
	};
	let address: Address;
	try {
		address = readAddress(source);
	} catch (error) {
		if (continues) return fail(error);
		// It ends the batch, but not before those before it have been started.
		return { prepare: async () => fail(error) };
	}

	const { limiter } = deps;
	const { maxPerMinute, orderKey, health: rule } = address.options;
	const { url, host } = address.target;
	const signal = context.getExecutionCancelSignal();
	const identity = { workflowId: context.getWorkflow().id ?? '', nodeId: node.id };
	// By node, so that two nodes with different limits for a host do not get into each other's way.
	const own = [identity.workflowId, identity.nodeId].join(' ');
	const line = `${own} ${host}`;
	const endpoint = { key: `${own} ${url.split('?', 1)[0]}`, url, rule };

	const deliver = async (job: SendJob) => {
		const admitRetry = async () => {
			if (maxPerMinute === Infinity || holds.isHeld(endpoint)) return;
			await waits.during(host, limiter.admit(line, maxPerMinute, signal));
		};
		const send = holds.around(endpoint, deps.sender(context));
		const world: DeliverDeps = { ...deps, send, admitRetry };
		try {
			const leftUntilMs = orderKey === '' ? undefined : left.get(orderKey);
			const end =
				leftUntilMs === undefined
					? await deliverUntilWait(job, world, signal)
					: behindAnother(job, leftUntilMs, deps.now());
			if (end.status === 'waiting' && orderKey !== '') {
				left.set(orderKey, end.progress.nextAttemptMs);
			}
			settle(index, outcomeOf(job, end, node, index));
		} catch (error) {
			fail(error);
		}
	};

	return {
		line: orderKey === '' ? line : JSON.stringify([own, orderKey]),
		inOrder: orderKey !== '',
		async prepare() {
			let job: SendJob;
			try {
				job = await readJob(source, address, identity);
			} catch (error) {
				return fail(error);
			}
			return {
				async admit(mayStart, onWait) {
					// What was left before may have to wait first, and is admitted after that.
					if (job.resumed || maxPerMinute === Infinity || holds.isHeld(endpoint)) return mayStart();
					if (orderKey !== '' && left.has(orderKey)) return mayStart();
					try {
						const caller = { mayStart, onWait, signal: stop };
						return await waits.during(host, limiter.admitIf(line, maxPerMinute, caller));
					} catch {
						// It was called off.
						return false;
					}
				},
				run: async () => await deliver(job),
			};
		},
	};
}

/** An item that leaves because the one before it in its order has left: not before that one comes back. */
function behindAnother({ resumed }: SendJob, untilMs: number, nowMs: number): WaitingMessage {
	const nextAttemptMs = Math.max(untilMs, resumed?.nextAttemptMs ?? 0);
	const begun = resumed ?? { startedMs: nowMs, attempts: [], outcome: BEHIND_ANOTHER };
	return { status: 'waiting', progress: { ...begun, nextAttemptMs } };
}

const BEHIND_ANOTHER: AttemptError = {
	kind: 'error',
	cause: 'refused',
	message: 'Not sent yet: an item before it with the same Keep Order By waits for its next attempt',
};
