import type { IExecuteFunctions, INode } from 'n8n-workflow';

import { itemError } from '../../shared/action/failedItem';
import { type DeliverDeps, deliverUntilWait } from '../../shared/deliver/deliver';
import { type Surroundings, thisMachine } from '../../shared/deliver/http';
import { RateLimiter } from '../../shared/deliver/rateLimit';
import type { BatchTask } from './batch';
import { type Address, readAddress, readJob, type SendJob } from './job';
import { type ItemOutcome, outcomeOf } from './outputs';
import type { ItemSource } from './source';

/** Time, chance, the network and the rate limit of the node. */
export interface ExecuteDeps extends Surroundings {
	readonly limiter: Pick<RateLimiter, 'admit' | 'admitIf'>;
}

/** Those of this machine. The limiter counts for all executions of this process. */
export const realSendDeps: ExecuteDeps = { ...thisMachine, limiter: new RateLimiter() };

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
	settle(index: number, outcome: ItemOutcome): void;
}

/**
 * The way of an item: read it, deliver it, show what became of it.
 *
 * @returns undefined where the item has failed already
 */
export function deliveryTask(
	{ context, deps, node, continues, stop, settle }: SharedByItems,
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
	const { maxPerMinute } = address.options;
	const signal = context.getExecutionCancelSignal();
	const identity = { workflowId: context.getWorkflow().id ?? '', nodeId: node.id };
	// By node, so that two nodes with different limits for a host do not get into each other's way.
	const line = [identity.workflowId, identity.nodeId, address.target.host].join(' ');

	const deliver = async (job: SendJob) => {
		const admitRetry = async () => await limiter.admit(line, maxPerMinute, signal);
		const world: DeliverDeps = { ...deps, send: deps.sender(context), admitRetry };
		try {
			const end = await deliverUntilWait(job, world, signal);
			settle(index, outcomeOf(job, end, node, index));
		} catch (error) {
			fail(error);
		}
	};

	return {
		line,
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
					if (job.resumed) return mayStart();
					try {
						return await limiter.admitIf(line, maxPerMinute, { mayStart, onWait, signal: stop });
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
