import { randomUUID } from 'node:crypto';

import {
	DeliveryEngine,
	type Delivery,
	type DeliveryAttempt,
	type DeliveryPolicy,
} from './delivery';
import { Simulator, type ClockOptions } from './simulator';

/** A simulator that also delivers events. */
export abstract class SendingSimulator extends Simulator {
	/** Every attempt of every delivery, in order of its end. */
	readonly deliveries: DeliveryAttempt[] = [];
	protected readonly engine: DeliveryEngine;

	constructor(options: ClockOptions, policy: DeliveryPolicy) {
		super(options);
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
}
