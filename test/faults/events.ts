/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/poll';
import { Counts } from './result';
import type { OpenVendor } from './vendors';

/** How n8n answered one genuine event: the words for 2xx, the status else. */
export type EventAnswer = 'taken' | 'copy' | 'ignored' | 'no answer' | `${number}`;

/** Sends a genuine event to one hook, once. */
export async function sendEvent({ lane }: OpenVendor, hookUrl: string): Promise<EventAnswer> {
	const { attempts } = await lane.deliver({ maxAttempts: 1 }, hookUrl);
	const { status, body = '' } = attempts[0] ?? {};
	if (status === undefined) return 'no answer';
	if (status !== 200) return `${status}`;
	if (body.includes('"duplicate"')) return 'copy';
	return body.includes('"ignored"') ? 'ignored' : 'taken';
}

/** Sends genuine events one after the other, as a vendor does, to whatever hook is there at the moment. */
export class Sender {
	/** What was answered. */
	readonly answers = new Counts();
	private begun = 0;
	private ended = 0;
	private stopping = false;
	private readonly running: Promise<void>;

	/**
	 * @param hookUrl the hook to call now; undefined when the vendor has none
	 * @param gapMs between an answer and the next event
	 */
	constructor(
		private readonly vendor: OpenVendor,
		private readonly hookUrl: () => string | undefined,
		private readonly gapMs: number,
	) {
		this.running = this.run();
	}

	/** Resolves when so many events that begin from now on have been answered. */
	async further(count: number): Promise<void> {
		const wanted = this.begun + count;
		await until(() => this.ended >= wanted, { what: 'further events', deadlineMs: 60_000 });
	}

	/** Resolves when the last event has been answered. */
	async stop(): Promise<void> {
		this.stopping = true;
		await this.running;
	}

	private async run(): Promise<void> {
		while (!this.stopping) {
			const url = this.hookUrl();
			if (url === undefined) {
				await sleep(10);
				continue;
			}
			this.begun += 1;
			this.answers.add(await this.send(url));
			this.ended += 1;
			if (this.gapMs > 0) await sleep(this.gapMs);
		}
	}

	/** The hook may be deleted at the vendor before the event is on its way: then it is not sent. */
	private async send(url: string): Promise<EventAnswer> {
		return await sendEvent(this.vendor, url).catch(() => 'no answer' as const);
	}
}
