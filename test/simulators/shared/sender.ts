import { randomUUID } from 'node:crypto';

import {
	DeliveryEngine,
	type Delivery,
	type DeliveryAttempt,
	type DeliveryPolicy,
} from './delivery';
import { Simulator, type ClockOptions } from './simulator';

/** What a vendor is played by: its documents, or what its real servers were found to do. */
export type Dialect = 'documented' | 'as found';

/** How a vendor that sends events is set up. */
export interface SenderOptions extends ClockOptions {
	/** Default `documented`. */
	readonly dialect?: Dialect;
	/**
	 * Whether the vendor sends an event to each new hook within the request that creates it, before it answers that
	 * request. Default false.
	 */
	readonly eventWhileCreating?: boolean;
}

/** A simulator that also delivers events. */
export abstract class SendingSimulator extends Simulator {
	/** As in the options; tests may switch it. */
	eventWhileCreating: boolean;
	/** What was sent while a hook was created, one attempt each, and what that was answered. */
	readonly whileCreating: Delivery[] = [];
	/** Every attempt of every delivery, in order of its end. */
	readonly deliveries: DeliveryAttempt[] = [];
	protected readonly engine: DeliveryEngine;

	protected readonly dialect: Dialect;

	constructor(options: SenderOptions, policy: DeliveryPolicy) {
		super(options);
		this.dialect = options.dialect ?? 'documented';
		this.eventWhileCreating = options.eventWhileCreating ?? false;
		const clocks = { clock: this.clock, networkClock: this.networkClock };
		this.engine = new DeliveryEngine(policy, this.deliveries, clocks, this.closing.signal);
	}

	/** Sends exactly what an earlier delivery sent, once: same URL, headers and bytes. */
	async replay(earlier: Delivery, url = earlier.request.url): Promise<Delivery> {
		const last = earlier.attempts[earlier.attempts.length - 1];
		return await this.engine.deliver({
			event: last?.event ?? 'replay',
			target: last?.target ?? randomUUID(),
			request: { ...earlier.request, url },
			maxAttempts: 1,
		});
	}

	/** Sends the first event of a hook that is being created, where the options ask for it. */
	protected async beforeAnswering(send: () => Promise<Delivery>): Promise<void> {
		if (this.eventWhileCreating) this.whileCreating.push(await send());
	}
}
