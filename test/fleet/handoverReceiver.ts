/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventIdIn } from './events';

/** What a receiver does with a message: refuse it for now, take its time, or take it at once. */
export type Manner = 'away' | 'slow' | 'good';

const SLOW_MS = 3_000;

/** Who gets the messages of a workflow, and counts them. */
export class HandoverReceiver {
	manner: Manner = 'good';
	/** How often each message was taken, by its id. */
	readonly taken = new Map<string, number>();
	/** How many requests came. */
	requests = 0;
	private readonly server = createServer((request, response) => {
		void (async () => {
			const id = eventIdIn(await text(request)) ?? '';
			this.requests += 1;
			const { manner } = this;
			if (manner !== 'away') this.taken.set(id, (this.taken.get(id) ?? 0) + 1);
			if (manner === 'slow') await sleep(SLOW_MS);
			response.writeHead(manner === 'away' ? 503 : 200).end();
		})().catch(() => response.destroy());
	});

	private constructor() {}

	static async start(): Promise<HandoverReceiver> {
		const receiver = new HandoverReceiver();
		await new Promise<void>((listening) =>
			receiver.server.listen(0, '127.0.0.1', () => listening()),
		);
		receiver.server.unref();
		return receiver;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}
}
