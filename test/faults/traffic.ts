import type { INode } from 'n8n-workflow';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import { type EventAnswer, sendEvent, Sender } from './events';
import { checkGone, checkRegistered, publishWith } from './registered';
import { Counts } from './result';
import { Subject } from './subject';
import type { Vendor } from './vendors';

/** Which trigger is changed while the workflow takes events. */
export type Changed = 'other' | 'same';

/** One thing that is tried, many rounds of it. */
export interface Combination {
	readonly vendor: Vendor;
	readonly changed: Changed;
	/** Between an answer and the sender's next event, ms. */
	readonly gapMs: number;
}

/** Senders that call the trigger while it is changed itself. */
const SENDERS_OF_SAME = 4;

/** A combination under way: a workflow, whose traffic can be stopped and whose end can be looked at. */
export class TrafficRun {
	readonly counts = new Counts();
	readonly misses: string[] = [];
	private senders: Sender[] = [];
	private live: INode[] = [];

	private constructor(
		readonly combination: Combination,
		private readonly subject: Subject,
		private readonly a: INode,
	) {}

	get workflowId(): string {
		return this.subject.workflowId;
	}

	static async create(rest: RestClient, combination: Combination): Promise<TrafficRun> {
		const subject = await Subject.create(rest, combination.vendor);
		return new TrafficRun(combination, subject, subject.trigger('Trigger A'));
	}

	/** Publishes, lets events come, and tries so many rounds while they do. */
	async run(rounds: number): Promise<void> {
		const { changed, gapMs } = this.combination;
		await this.publish([this.a]);
		const count = changed === 'same' ? SENDERS_OF_SAME : 1;
		this.senders = Array.from(
			{ length: count },
			() => new Sender(this.subject.open, () => this.subject.hooksOf(this.a)[0]?.url, gapMs),
		);
		for (let round = 0; round < rounds; round++) {
			if (changed === 'other') await this.changeOther();
			else await this.changeSame();
			this.counts.add('rounds');
		}
	}

	/** Another trigger is added, changed and removed. */
	private async changeOther(): Promise<void> {
		const [first, second] = this.subject.vendor.settings;
		const b = this.subject.trigger('Trigger B', first);
		await this.publish([this.a, b]);
		await this.further();
		await checkRegistered(this.subject, b, first, this.counts, this.misses);

		const changed = { ...b, parameters: second.parameters as INode['parameters'] };
		await this.publish([this.a, changed]);
		await this.further();
		await checkRegistered(this.subject, changed, second, this.counts, this.misses);

		await this.publish([this.a]);
		await this.further();
		await checkGone(this.subject, b, this.counts, this.misses);
	}

	/** The trigger that the events go to is changed, unpublished and published. */
	private async changeSame(): Promise<void> {
		const [first, second] = this.subject.vendor.settings;
		const changed = { ...this.a, parameters: second.parameters as INode['parameters'] };
		await this.publish([changed]);
		await this.further();
		await checkRegistered(this.subject, changed, second, this.counts, this.misses);

		await this.subject.unpublish();
		await checkGone(this.subject, this.a, this.counts, this.misses);

		await this.publish([this.a]);
		await this.further();
		await checkRegistered(this.subject, this.a, first, this.counts, this.misses);
	}

	/** Ends the traffic, and counts what was acknowledged and has no execution. */
	async stop(): Promise<void> {
		await Promise.all(this.senders.map(async (sender) => await sender.stop()));
		for (const { answers } of this.senders) this.counts.addAll(answers);
		this.senders = [];
		const refused = this.counts.of('401');
		if (refused > 0) this.misses.push(`${refused} genuine events were answered 401`);
		const acknowledged = this.counts.of('taken');
		const executed = await until(
			async () => {
				const count = await this.subject.executionCount();
				return count >= acknowledged && count;
			},
			{ what: 'the executions', deadlineMs: 60_000, everyMs: 500 },
		).catch(async () => await this.subject.executionCount());
		if (executed >= acknowledged) return;
		this.counts.add('not executed', acknowledged - executed);
		this.misses.push(`${acknowledged} events were acknowledged, ${executed} were executed`);
	}

	/** n8n was restarted: what is live takes events. */
	async checkRestarted(): Promise<void> {
		for (const trigger of this.live) {
			for (const { url } of this.subject.hooksOf(trigger)) {
				const answer = await this.untilReceiving(url);
				if (answer === 'taken') continue;
				this.counts.add('reverted');
				this.misses.push(`${trigger.name} answers ${answer} after a restart of n8n`);
			}
		}
	}

	/** Unpublishes, looks whether anything is left at the vendor, and closes it. */
	async end(): Promise<void> {
		await this.subject.unpublish();
		for (const trigger of this.live) {
			await checkGone(this.subject, trigger, this.counts, this.misses);
		}
		await this.subject.close();
	}

	/** After its start, n8n needs a moment until it knows its webhooks. */
	private async untilReceiving(url: string): Promise<EventAnswer> {
		let answer: EventAnswer = 'no answer';
		await until(
			async () => {
				answer = await sendEvent(this.subject.open, url);
				return answer !== '404' && answer !== 'no answer';
			},
			{ what: 'an answer', deadlineMs: 60_000, everyMs: 200 },
		).catch(() => undefined);
		return answer;
	}

	private async publish(triggers: INode[]): Promise<void> {
		await publishWith(this.subject, triggers, this.counts, this.misses);
		this.live = triggers;
	}

	/** What was loaded before the publication has been written once later events have been answered. */
	private async further(): Promise<void> {
		if (this.subject.hooksOf(this.a).length === 0) return;
		await Promise.all(this.senders.map(async (sender) => await sender.further(1)));
	}
}
