/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, newEventId, sendEvent } from './events';

/** How a sender goes on when an event was not acknowledged. */
export interface Persistence {
	/** After the first attempt. */
	readonly repetitions: number;
	readonly waitMs: number;
}

const ONCE: Persistence = { repetitions: 0, waitMs: 0 };

/** Events, each with an id of its own, so many a second whatever the answers are. */
export class Traffic {
	/** How each event was answered in the end, by its id. */
	readonly answers = new Map<string, Answer>();
	private stopping = false;
	private readonly running: Promise<void>;

	/** @param urls which are called in turn */
	constructor(
		private readonly urls: readonly string[],
		private readonly perSecond: number,
		private readonly persistence = ONCE,
	) {
		this.running = this.run();
	}

	/** The ids of the events that were acknowledged; a copy tells that the event was taken by an earlier attempt. */
	taken(): string[] {
		const good: Answer[] = ['taken', 'copy'];
		return [...this.answers].filter(([, answer]) => good.includes(answer)).map(([id]) => id);
	}

	/** Resolves when the last event has been answered, or given up. */
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
		const { repetitions, waitMs } = this.persistence;
		const id = newEventId();
		for (let attempt = 0; attempt <= repetitions; attempt++) {
			if (attempt > 0) await sleep(waitMs);
			const answer = await sendEvent(url, id);
			this.answers.set(id, answer);
			if (answer === 'taken' || answer === 'copy') return;
		}
	}
}
