/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, newEventId, sendEvent } from './events';

/** Events, each with an id of its own and sent once, so many a second whatever the answers are. */
export class Traffic {
	/** How each event was answered, by its id. */
	readonly answers = new Map<string, Answer>();
	private stopping = false;
	private readonly running: Promise<void>;

	/** @param urls which are called in turn */
	constructor(
		private readonly urls: readonly string[],
		private readonly perSecond: number,
		private readonly idOf: () => string = newEventId,
	) {
		this.running = this.run();
	}

	/** The ids of the events that were acknowledged. */
	taken(): string[] {
		return [...this.answers].filter(([, answer]) => answer === 'taken').map(([id]) => id);
	}

	/** How often each answer came. */
	counts(): Map<Answer, number> {
		const counts = new Map<Answer, number>();
		for (const answer of this.answers.values()) counts.set(answer, (counts.get(answer) ?? 0) + 1);
		return counts;
	}

	/** Resolves when the last event has been answered. */
	async stop(): Promise<void> {
		this.stopping = true;
		await this.running;
	}

	private async run(): Promise<void> {
		const sent: Array<Promise<void>> = [];
		const beganMs = Date.now();
		while (!this.stopping) {
			const dueMs = beganMs + (sent.length * 1000) / this.perSecond;
			await sleep(Math.max(0, dueMs - Date.now()));
			sent.push(this.send(this.urls[sent.length % this.urls.length] ?? ''));
		}
		await Promise.all(sent);
	}

	private async send(url: string): Promise<void> {
		const id = this.idOf();
		this.answers.set(id, await sendEvent(url, id));
	}
}
