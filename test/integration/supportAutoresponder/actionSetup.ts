import type { IDataObject, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';

import { SupportAutoresponderApi } from '../../../credentials/SupportAutoresponderApi.credentials';
import { SupportAutoresponder } from '../../../nodes/SupportAutoresponder/SupportAutoresponder.node';
import { autoresponderActions } from '../../../nodes/SupportAutoresponder/resources';
import type { AutoresponderDeps } from '../../../nodes/SupportAutoresponder/webhook';
import { sendOnce } from '../../../nodes/shared/deliver/http';
import { Quota } from '../../../nodes/shared/vendorApi/limits';
import {
	type AutoresponderOptions,
	type AutoresponderSimulator,
	ManualClock,
	startAutoresponder,
} from '../../simulators';
import { type ActionSetup, runActionNode, runActionWorkflow } from '../../support/runAction';

export const START = Date.UTC(2026, 0, 1);
export const SECRET = "It's a Secret to Everybody";

/** What a test changes about a run of the node. */
export interface RunOptions
	extends Partial<Omit<ActionSetup, 'table' | 'nodeType' | 'credentials'>> {
	readonly credential?: IDataObject;
	/** Default: never aborts. */
	readonly timeoutSignal?: (ms: number) => AbortSignal;
}

/** An Autoresponder, and a Support Autoresponder node that goes by the same clock. By default that jumps to the end of each wait. */
export class ActionPair {
	private readonly quota = new Quota();

	private constructor(
		readonly vendor: AutoresponderSimulator,
		readonly clock: ManualClock,
	) {}

	static async start(
		options: AutoresponderOptions & { clock?: ManualClock } = {},
	): Promise<ActionPair> {
		const { clock = new ManualClock(START, { auto: true }) } = options;
		return new ActionPair(await startAutoresponder({ secret: SECRET, ...options, clock }), clock);
	}

	async close(): Promise<void> {
		await this.vendor.close();
	}

	/** Runs an operation on tickets, and gives its items. */
	async run(
		operation: string,
		parameters: INodeParameters = {},
		options: RunOptions = {},
	): Promise<INodeExecutionData[]> {
		return await runActionNode(this.setup(operation, parameters, options));
	}

	/** As `run`, and gives the JSON of the items. */
	async json(...run: Parameters<ActionPair['run']>): Promise<IDataObject[]> {
		return (await this.run(...run)).map(({ json }) => json);
	}

	/** Runs an operation in a workflow. */
	async inWorkflow(
		...[operation, parameters, options]: Parameters<ActionPair['run']>
	): Promise<IRun> {
		return await runActionWorkflow(this.setup(operation, parameters ?? {}, options ?? {}));
	}

	private setup(
		operation: string,
		parameters: INodeParameters,
		{ credential, timeoutSignal, ...rest }: RunOptions,
	): ActionSetup {
		const { vendor, clock } = this;
		const data = {
			baseUrl: vendor.baseUrl,
			webhookSecret: SECRET,
			previousWebhookSecret: 'the one before',
			apiKey: vendor.apiKey,
			...credential,
		};
		return {
			...rest,
			clock,
			table: autoresponderActions(this.deps(timeoutSignal)),
			nodeType: new SupportAutoresponder(),
			parameters: { resource: 'ticket', operation, ...parameters },
			credentials: [{ type: new SupportAutoresponderApi(), data: data as never }],
		};
	}

	private deps(
		timeoutSignal: (ms: number) => AbortSignal = () => new AbortController().signal,
	): AutoresponderDeps {
		const { clock, quota } = this;
		return {
			now: () => clock.now(),
			sleep: async (ms, signal) => await clock.sleep(ms, signal),
			random: () => 0.5,
			quota,
			sender:
				({ helpers }) =>
				async (request, signal) =>
					await sendOnce(helpers.httpRequest, timeoutSignal, request, signal),
		};
	}
}
