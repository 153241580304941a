/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import { sendEvent } from './events';
import { checkGone, publishWith } from './registered';
import { Counts } from './result';
import { Subject } from './subject';
import type { Hook, Vendor } from './vendors';

/** How many events are sent to each hook after a restart, and in what time. */
export const PROBES = 8;

/** What n8n needs to take up many workflows again, one after the other. */
const TAKEN_UP_MS = 90_000;

/** A published workflow that n8n is restarted under, with its vendor well or down. */
export class RestartRun {
	readonly counts = new Counts();
	readonly misses: string[] = [];

	private constructor(
		readonly vendor: Vendor,
		readonly isDown: boolean,
		private readonly subject: Subject,
		private readonly trigger: INode,
		private readonly before: Hook[],
	) {}

	get workflowId(): string {
		return this.subject.workflowId;
	}

	/** Publishes. @param isDown whether the vendor then answers 503 to everything, until {@link end} */
	static async create(rest: RestClient, vendor: Vendor, isDown: boolean): Promise<RestartRun> {
		const subject = await Subject.create(rest, vendor);
		const trigger = subject.trigger('Trigger');
		const misses: string[] = [];
		await publishWith(subject, [trigger], new Counts(), misses);
		const run = new RestartRun(vendor, isDown, subject, trigger, subject.hooksOf(trigger));
		run.misses.push(...misses);
		if (isDown) subject.open.simulator.failNext({ status: 503, times: Infinity });
		return run;
	}

	/** n8n has been restarted: once it takes events, it takes each. Counts `taken` and `dead`. */
	async probe(overMs: number): Promise<void> {
		const [hook] = this.subject.hooksOf(this.trigger);
		if (!hook) return;
		const send = async () => await sendEvent(this.subject.open, hook.url);
		const isTakenUp = await until(async () => (await send()) === 'taken', {
			what: 'the first event to be taken',
			deadlineMs: TAKEN_UP_MS,
			everyMs: 200,
		}).catch(() => false);
		if (!isTakenUp) this.misses.push('took no event after the restart');
		for (let probe = 0; probe < PROBES; probe++) {
			const answer = await send();
			this.counts.add(answer === 'taken' ? 'taken' : 'dead');
			if (answer !== 'taken') this.misses.push(`answered ${answer} after the restart`);
			await sleep(overMs / PROBES);
		}
	}

	/** The vendor is well again: its hooks are those of before, and unpublishing leaves none. */
	async end(): Promise<void> {
		this.subject.open.simulator.clearFaults();
		const now = this.subject.hooksOf(this.trigger);
		const isSame = now.map(({ id }) => id).join() === this.before.map(({ id }) => id).join();
		this.counts.add(isSame ? 'same hooks' : 'other hooks');
		if (!isSame) this.misses.push(`${this.before.length} hooks before, ${now.length} others after`);
		await this.subject.unpublish();
		await checkGone(this.subject, this.trigger, this.counts, this.misses);
		await this.subject.close();
	}
}
