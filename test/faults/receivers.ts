import { type Fault, type RecordedRequest, type SinkSimulator, startSink } from '../simulators';
import { makeCertificate } from '../support/certificate';
import { startHttpsFront } from '../support/httpsFront';

/** What a receiver does instead of answering 200. */
export interface Manner {
	readonly what: string;
	/** What it does, and whether it does so to this attempt (from 1) of a message. */
	fault?(elsewhere: string): Fault;
	readonly when?: (attempt: number, random: () => number) => boolean;
	/** It presents a certificate that nobody vouches for. */
	readonly badCertificate?: boolean;
	/** Options of the node. */
	readonly options?: Readonly<Record<string, number>>;
	readonly isQuick: boolean;
	/** What has to come of every item. */
	readonly wanted: 'delivered' | 'failed' | 'either';
}

const first = (attempt: number) => attempt === 1;
const always = () => true;

export const MOST_PER_MINUTE = 30;
export const MOST_AT_ONCE = 3;

export const manners: readonly Manner[] = [
	{
		what: 'fails 30 %',
		fault: () => ({ status: 500 }),
		when: (_, random) => random() < 0.3,
		isQuick: true,
		wanted: 'either',
	},
	{
		what: 'hangs at first',
		fault: () => ({ delayMs: Infinity }),
		when: first,
		isQuick: false,
		wanted: 'delivered',
	},
	{
		what: 'closes mid-answer at first',
		fault: () => ({ status: 200, body: { received: true }, cut: true }),
		when: first,
		isQuick: true,
		wanted: 'delivered',
	},
	{
		what: 'closes without an answer at first',
		fault: () => ({ drop: true }),
		when: first,
		isQuick: false,
		wanted: 'delivered',
	},
	{
		what: '429 with Retry-After at first',
		fault: () => ({ status: 429, headers: { 'Retry-After': '2' } }),
		when: first,
		isQuick: true,
		wanted: 'delivered',
	},
	{
		what: 'redirects',
		fault: (elsewhere) => ({ status: 307, headers: { Location: elsewhere } }),
		when: always,
		isQuick: true,
		wanted: 'failed',
	},
	{ what: 'bad certificate', badCertificate: true, isQuick: true, wanted: 'failed' },
	{
		what: `limit of ${MOST_PER_MINUTE} a minute`,
		options: { maxPerMinute: MOST_PER_MINUTE },
		isQuick: false,
		wanted: 'delivered',
	},
	{
		what: `limit of ${MOST_AT_ONCE} at once`,
		fault: () => ({ delayMs: 300 }),
		when: always,
		options: { maxConcurrent: MOST_AT_ONCE },
		isQuick: false,
		wanted: 'delivered',
	},
];

/** A receiver that behaves in one of these manners, and knows what it accepted. */
export class Receiver {
	/** The most requests that were under way at the same time. */
	mostAtOnce = 0;
	private readonly spoiled = new Set<RecordedRequest>();

	private constructor(
		readonly url: string,
		private readonly sink: SinkSimulator,
		private readonly elsewhere: SinkSimulator,
		private readonly closeFront: () => Promise<void>,
	) {}

	static async start(manner: Manner, random: () => number): Promise<Receiver> {
		const sink = await startSink();
		const elsewhere = await startSink();
		const front = manner.badCertificate
			? await startHttpsFront(sink.url, makeCertificate())
			: undefined;
		const receiver = new Receiver(
			front?.of(sink.url) ?? sink.url,
			sink,
			elsewhere,
			async () => await front?.close(),
		);
		const { fault, when = always } = manner;
		sink.failNext({
			...fault?.(elsewhere.url),
			times: Infinity,
			match: (request) => {
				receiver.mostAtOnce = Math.max(receiver.mostAtOnce, sink.pending);
				const isSpoiled = fault !== undefined && when(receiver.attempt(request), random);
				if (isSpoiled && !isTaken(fault(elsewhere.url))) receiver.spoiled.add(request);
				return isSpoiled;
			},
		});
		return receiver;
	}

	/** The requests for an item, the oldest first. */
	requestsOf(body: string): RecordedRequest[] {
		return this.sink.requests.filter((request) => request.body.toString() === body);
	}

	/** Whether the receiver took a message, and said so. */
	accepted(request: RecordedRequest): boolean {
		return !this.spoiled.has(request);
	}

	/** How many requests came to where it redirects to. */
	get redirected(): number {
		return this.elsewhere.requests.length;
	}

	/** The most requests that began within any minute. */
	mostInAMinute(): number {
		const times = this.sink.requests.map(({ at }) => at).sort((a, b) => a - b);
		let most = 0;
		let from = 0;
		for (const [to, at] of times.entries()) {
			while ((times[from] ?? at) <= at - 60_000) from++;
			most = Math.max(most, to - from + 1);
		}
		return most;
	}

	async close(): Promise<void> {
		await this.closeFront();
		await this.sink.close();
		await this.elsewhere.close();
	}

	/** Which attempt at its message a request is, 1 for the first. */
	private attempt(request: RecordedRequest): number {
		return this.requestsOf(request.body.toString()).indexOf(request) + 1;
	}
}

/** Whether the receiver has taken a message all the same: it says so by the status, which comes before the rest. */
function isTaken({ status = 200, drop, delayMs = 0 }: Fault): boolean {
	return status < 300 && !drop && delayMs < Infinity;
}
