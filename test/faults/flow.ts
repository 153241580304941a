/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INode } from 'n8n-workflow';
import { type Delivery, realClock, type SinkSimulator, startSink } from '../simulators';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import type { Execution } from '../support/rest.types';
import { byType, node, productionPathOf, triggerNode } from '../support/workflows';
import { Ledger } from './ledger';
import { type OpenVendor, type Vendor, vendors } from './vendors';

/** How a vendor sends in a run. */
export interface FlowOptions {
	readonly vendor: Vendor;
	/** Events a second; the time between two is random. */
	readonly perSecond: number;
	/** How many times as fast the vendor's retries come. */
	readonly speedUp: number;
	/** The vendor's patience, ms. Default what it documents. */
	readonly timeoutMs?: number;
	/** The part of the events that the vendor sends once more, up to 10 s later, after they were acknowledged. Default 0.1. */
	readonly copies?: number;
	/** Options of the trigger. */
	readonly options?: IDataObject;
	/** How long each execution takes, s. Default: no longer than it needs. */
	readonly secondsEach?: number;
	readonly random: () => number;
}

/** An execution may stand as running for good. */
const SETTLED_MS = 180_000;

/** How long the last copy may come after its event. */
const COPY_MS = 10_000;

/** Each vendor at a pace at which its documented repetitions outlast a restart, and Missive does not switch its hook off. */
export function documentedFlows(random: () => number): FlowOptions[] {
	const paces: Record<string, Pick<FlowOptions, 'perSecond' | 'speedUp'>> = {
		openwork: { perSecond: 2, speedUp: 120 },
		missive: { perSecond: 0.2, speedUp: 10 },
		conversation: { perSecond: 0.4, speedUp: 1 },
	};
	return vendors.flatMap((vendor) => {
		const pace = paces[vendor.slug];
		return pace ? [{ vendor, random, ...pace }] : [];
	});
}

/**
 * A vendor that sends events to a published workflow, and repeats them as it documents. Each execution calls a sink with
 * the event, so that what n8n executed is known by the event.
 */
export class Flow {
	private readonly running = new Set<Promise<void>>();
	private stopping = false;
	private sender: Promise<void> | undefined;
	private failure: Error | undefined;
	private counted = 0;

	private constructor(
		private readonly rest: RestClient,
		readonly options: FlowOptions,
		readonly ledger: Ledger,
		readonly open: OpenVendor,
		private readonly sink: SinkSimulator,
		readonly workflowId: string,
		private readonly trigger: INode,
		private readonly clockStartMs: number,
	) {}

	/** Opens the vendor and publishes the workflow. */
	static async create(rest: RestClient, options: FlowOptions, ledger: Ledger): Promise<Flow> {
		const { vendor, speedUp, timeoutMs, secondsEach = 0 } = options;
		const clock = realClock(speedUp);
		const clockStartMs = clock.now();
		const open = await vendor.open({ clock, timeoutMs });
		const sink = await startSink();
		const { type, data } = open.lane.credential;
		const credential = await rest.createCredential(type, data);
		const parameters = {
			...open.lane.trigger.parameters,
			...(options.options ? { options: options.options } : {}),
		};
		const spec = { type: open.lane.trigger.type, parameters, credentials: [credential] };
		const trigger = triggerNode('Trigger', spec, [0, 0]);
		const wait = node(
			'Take Time',
			'n8n-nodes-base.wait',
			1.1,
			{ resume: 'timeInterval', amount: secondsEach, unit: 'seconds' },
			[200, 0],
		);
		const call = node(
			'Call Sink',
			'n8n-nodes-base.httpRequest',
			4.2,
			{
				method: 'POST',
				url: sink.url,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify($json) }}',
				options: {},
			},
			[400, 0],
		);
		const nodes = secondsEach > 0 ? [trigger, wait, call] : [trigger, call];
		const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
		const connections = Object.fromEntries(
			nodes.slice(1).map(({ name }, i) => [nodes[i]?.name ?? '', to(name)]),
		);
		const { id } = await rest.createWorkflow({
			name: `Faults: ${vendor.title}`,
			nodes: nodes.map((each) => ({ ...each, credentials: each.credentials ?? byType([]) })),
			connections,
			settings: { executionOrder: 'v1' },
		});
		await rest.activate(id);
		return new Flow(rest, options, ledger, open, sink, id, trigger, clockStartMs);
	}

	/** Deliveries that have not ended. */
	get underWay(): number {
		return this.running.size;
	}

	/** Sends events until {@link stop}. */
	start(): void {
		this.stopping = false;
		this.sender = this.run();
	}

	/**
	 * Sends no further events, and resolves when the vendor has delivered what it has, or given up.
	 *
	 * @throws Error when the vendor could not send, as without a hook
	 */
	async stop(): Promise<void> {
		this.stopping = true;
		await this.sender;
		while (this.running.size > 0) await Promise.all(this.running);
		if (this.failure) throw this.failure;
	}

	/** Sends one event, with the vendor's repetitions. */
	async send(overrides: Parameters<OpenVendor['lane']['deliver']>[0] = {}): Promise<Delivery> {
		const hook = this.hookUrl();
		const delivery = await this.open.lane.deliver(overrides, hook);
		const { speedUp } = this.options;
		this.ledger.ended(
			idOf(delivery.request.body),
			delivery,
			Date.now(),
			({ at }) => this.clockStartMs + (at - this.clockStartMs) / speedUp,
		);
		return delivery;
	}

	/** A body of an event that the vendor has not sent yet. */
	freshBody(): Buffer {
		const { vendor } = this.options;
		return Buffer.from(JSON.stringify(vendor.freshPayload()));
	}

	hookUrl(): string {
		const [hook] = this.open.hooksOf(productionPathOf(this.trigger));
		if (!hook) throw new Error(`${this.options.vendor.title} has no hook any more`);
		return hook.url;
	}

	/** The id of the event that an execution is about; undefined where n8n has kept nothing of it. */
	eventOf(execution: Execution): string | undefined {
		const { resultData, executionData } = execution.data;
		const ran = resultData.runData[this.trigger.name]?.[0]?.data?.main;
		const next = executionData?.nodeExecutionStack[0]?.data.main;
		const json = ran?.[0]?.[0]?.json ?? next?.[0]?.[0]?.json;
		return json && idOfItem(Buffer.from(JSON.stringify(json)));
	}

	/** Takes down what came to the sink since the last time. */
	count(): void {
		for (const { body } of this.sink.requests.slice(this.counted)) {
			this.ledger.executed(idOfItem(body));
			this.counted++;
		}
	}

	/** Resolves when nothing has been executed for a while, and n8n has no execution under way, or does not end it. */
	async settle(quietMs: number): Promise<void> {
		let sinceMs = Date.now();
		let known = -1;
		const isQuiet = () => {
			this.count();
			if (this.counted !== known) sinceMs = Date.now();
			known = this.counted;
			return Date.now() - sinceMs >= quietMs;
		};
		await until(async () => isQuiet() && !(await this.isUnderWay()), {
			what: 'executions to end',
			deadlineMs: SETTLED_MS,
			everyMs: 200,
		}).catch(() => undefined);
	}

	/** Whether one of the newest executions has not ended. */
	private async isUnderWay(): Promise<boolean> {
		const executions = await this.rest.executions(this.workflowId);
		return executions.some(({ status }) => status === 'new' || status === 'running');
	}

	async close(): Promise<void> {
		await this.open.lane.close();
		await this.sink.close();
	}

	private async run(): Promise<void> {
		const { perSecond, random } = this.options;
		while (!this.stopping) {
			await sleep((-Math.log(1 - random()) / perSecond) * 1_000);
			this.track(this.sendAndCopy());
		}
	}

	private track(work: Promise<void>): void {
		const tracked = work
			.catch((error: Error) => {
				this.failure = error;
			})
			.finally(() => this.running.delete(tracked));
		this.running.add(tracked);
	}

	private async sendAndCopy(): Promise<void> {
		const { copies = 0.1, random } = this.options;
		const isCopied = random() < copies;
		const waitMs = random() * COPY_MS;
		const { request, delivered } = await this.send();
		if (!isCopied || !delivered) return;
		await sleep(waitMs);
		await this.send({ body: request.body });
	}
}

/** By which an event is known: its body, for the vendors' ids stand in different places, and one has none. */
export function idOf(body: Buffer | string): string {
	return createHash('sha256').update(body).digest('base64url');
}

function idOfItem(body: Buffer): string {
	const event = JSON.parse(body.toString()) as IDataObject;
	delete event.delivery;
	return idOf(JSON.stringify(event));
}
