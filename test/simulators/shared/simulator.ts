/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { realClock, type Clock } from './clock';
import { FaultQueue, faultAnswer, type Fault } from './faults';
import { refusal, type Answer, type RecordedRequest } from './http';

/** The clocks of a simulator. */
export interface ClockOptions {
	/** Retry schedules, rate limits and times in the logs. Default: the machine's time. */
	readonly clock?: Clock;
	/** Timeouts and injected delays, which the other side feels in real time. Default: the machine's. */
	readonly networkClock?: Clock;
}

interface Watcher {
	readonly check: () => void;
}

/** A real HTTP server on a free port of 127.0.0.1 that records its requests and can be told to fail. */
export abstract class Simulator {
	/** Every complete request, in order of arrival, also those that a fault spoiled. */
	readonly requests: RecordedRequest[] = [];
	protected readonly clock: Clock;
	protected readonly networkClock: Clock;
	/** Aborts when the simulator closes. */
	protected readonly closing = new AbortController();
	private readonly faults = new FaultQueue();
	private readonly sockets = new Set<Socket>();
	private watchers: Watcher[] = [];
	private unanswered = 0;
	private readonly server: Server;
	private port = 0;

	constructor(options: ClockOptions) {
		// Every delivery under way listens to it.
		setMaxListeners(0, this.closing.signal);
		this.clock = options.clock ?? realClock();
		this.networkClock = options.networkClock ?? realClock();
		this.server = createServer((request, response) => void this.serve(request, response));
		this.server.on('connection', (socket) => {
			this.sockets.add(socket);
			socket.on('close', () => this.sockets.delete(socket));
		});
	}

	/** `http://127.0.0.1:<port>`, without a slash at the end. */
	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** How many requests are under way. */
	get pending(): number {
		return this.unanswered;
	}

	/** Starts listening. The `start…` functions have done so. */
	async listen(): Promise<this> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(0, '127.0.0.1', resolve);
		});
		this.port = (this.server.address() as AddressInfo).port;
		return this;
	}

	/** Lets a request to come fail; several calls queue up. */
	failNext(fault: Fault): void {
		this.faults.add(fault);
	}

	/** Forgets the faults that were not used. */
	clearFaults(): void {
		this.faults.clear();
	}

	/** Resolves with the matching requests once there are `count`, those before the call included. */
	async waitForRequests(
		count: number,
		match: (request: RecordedRequest) => boolean = () => true,
	): Promise<RecordedRequest[]> {
		return await new Promise((resolve) => {
			const watcher: Watcher = {
				check: () => {
					const found = this.requests.filter(match);
					if (found.length < count) return;
					this.watchers = this.watchers.filter((other) => other !== watcher);
					resolve(found);
				},
			};
			this.watchers.push(watcher);
			watcher.check();
		});
	}

	/** Stops listening, ends open connections and whatever is still being delivered. */
	async close(): Promise<void> {
		this.closing.abort();
		const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
		for (const socket of this.sockets) socket.destroy();
		await closed;
	}

	/** The answer of the simulated system. */
	protected abstract handle(request: RecordedRequest): Answer | Promise<Answer>;

	/** Called when a request begins, before anything else; the return value when it has ended. */
	protected begin(): () => void {
		return () => undefined;
	}

	private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const gone = new AbortController();
		this.unanswered += 1;
		response.once('close', () => {
			this.unanswered -= 1;
			gone.abort();
		});
		response.once('close', this.begin());
		const request = await record(incoming, () => this.clock.now());
		if (!request) return;
		this.requests.push(request);
		for (const watcher of [...this.watchers]) watcher.check();
		const fault = this.faults.take(request);
		const answer = await this.answer(request, fault, gone.signal);
		if (gone.signal.aborted) return;
		if (!answer) {
			incoming.socket.destroy();
			return;
		}
		request.status = answer.status;
		write(response, answer, fault?.cut === true);
	}

	private async answer(
		request: RecordedRequest,
		fault: Fault | undefined,
		gone: AbortSignal,
	): Promise<Answer | undefined> {
		if (!fault) return await this.handled(request);
		const own = fault.afterHandling ? await this.handled(request) : undefined;
		if (fault.delayMs !== undefined) await this.networkClock.sleep(fault.delayMs, gone);
		if (fault.drop || gone.aborted) return undefined;
		return faultAnswer(fault) ?? own ?? (await this.handled(request));
	}

	private async handled(request: RecordedRequest): Promise<Answer> {
		try {
			return await this.handle(request);
		} catch (error) {
			return refusal(500, `The simulator failed: ${String(error)}`);
		}
	}
}

async function record(
	incoming: IncomingMessage,
	now: () => number,
): Promise<RecordedRequest | undefined> {
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
	} catch {
		return undefined;
	}
	const url = incoming.url ?? '/';
	const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
	return {
		method: incoming.method ?? 'GET',
		url,
		path: pathname,
		query: searchParams,
		headers: incoming.headers,
		rawHeaders: incoming.rawHeaders,
		body: Buffer.concat(chunks),
		at: now(),
	};
}

function write(response: ServerResponse, answer: Answer, cut: boolean): void {
	const { body } = answer;
	const isPlain = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
	const bytes = Buffer.from(isPlain ? (body ?? '') : JSON.stringify(body));
	response.writeHead(answer.status, {
		...(isPlain ? {} : { 'content-type': 'application/json' }),
		...(cut ? { 'content-length': String(bytes.length) } : {}),
		...answer.headers,
	});
	if (!cut) {
		response.end(bytes);
		return;
	}
	response.write(bytes.subarray(0, bytes.length >> 1), () => response.socket?.destroy());
}
