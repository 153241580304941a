import type { INode } from 'n8n-workflow';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import { type EventAnswer, sendEvent } from './events';
import { untilQuiet } from './quiet';
import { checkRegistered, publishWith } from './registered';
import { Counts } from './result';
import { Subject } from './subject';
import type { Vendor } from './vendors';

/** Longer than n8n leaves a publication to a process that is gone (2 minutes). */
const SETTLED_MS = 200_000;

const ASKED_MS = 60_000;

/** A workflow that is being published when n8n is killed: the vendor has been asked for a hook and has not answered. */
export class KilledRun {
	readonly misses: string[] = [];
	/** What n8n and the vendor say after the restart. */
	found = '';
	/** Hooks that the vendor made before n8n was killed. */
	private made = 0;

	private constructor(
		private readonly rest: RestClient,
		readonly vendor: Vendor,
		readonly acted: boolean,
		private readonly subject: Subject,
		private readonly trigger: INode,
	) {}

	get workflowId(): string {
		return this.subject.workflowId;
	}

	/**
	 * Begins to publish, and returns once the vendor has been asked.
	 *
	 * @param acted whether the vendor made the hook, and only its answer is lost
	 */
	static async create(rest: RestClient, vendor: Vendor, acted: boolean): Promise<KilledRun> {
		const subject = await Subject.create(rest, vendor);
		const trigger = subject.trigger('Trigger');
		await subject.save([trigger]);
		const { simulator } = subject.open;
		simulator.failNext({
			delayMs: Infinity,
			afterHandling: acted,
			times: Infinity,
			match: (request) => vendor.creates(request),
		});
		void subject.publish().catch(() => undefined);
		await until(() => simulator.requests.some((request) => vendor.creates(request)), {
			what: `n8n to ask ${vendor.title} for a hook`,
			deadlineMs: ASKED_MS,
		});
		return new KilledRun(rest, vendor, acted, subject, trigger);
	}

	/** n8n was killed and started again: looks at what it makes of the workflow, once it has made up its mind. */
	async look(): Promise<void> {
		const { simulator } = this.subject.open;
		this.made = this.subject.hooksOf(this.trigger).length;
		const asked = simulator.requests.length;
		simulator.clearFaults();
		const status = await this.settled();
		await untilQuiet(simulator);
		const { active } = await this.rest.getWorkflow(this.subject.workflowId);
		const hooks = this.subject.hooksOf(this.trigger);
		const answers: EventAnswer[] = [];
		for (const { url } of hooks) answers.push(await sendEvent(this.subject.open, url));
		const [{ hooks: wanted }] = this.vendor.settings;
		this.found = [
			`active: ${active}`,
			`publication: ${status}`,
			`hooks: ${hooks.length} of ${wanted}`,
			`events: ${answers.join(', ') || 'none'}`,
			`calls after the restart: ${simulator.requests.length - asked}`,
		].join('; ');
	}

	private async settled(): Promise<string> {
		if (!this.rest.publishesInBackground) return 'within the request';
		return await until(
			async () => {
				const { status } = await this.rest.publicationStatus(this.subject.workflowId);
				return status !== 'in_progress' && status;
			},
			{ what: 'n8n to settle', deadlineMs: SETTLED_MS, everyMs: 500 },
		).catch(() => 'in_progress');
	}

	/** Unpublishing and publishing mends it. */
	async mend(): Promise<void> {
		const [settings] = this.vendor.settings;
		const lost = this.vendor.lists ? 0 : this.made;
		const counts = new Counts();
		await this.subject.unpublish();
		await publishWith(this.subject, [this.trigger], counts, this.misses);
		await checkRegistered(this.subject, this.trigger, settings, counts, this.misses, lost);
		await this.subject.unpublish();
		const most = lost + (this.vendor.deletes ? 0 : 1);
		const left = this.subject.hooksOf(this.trigger).length;
		if (left > most) this.misses.push(`${left} hooks left`);
		await this.subject.close();
	}
}
