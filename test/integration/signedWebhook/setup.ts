import type { IExecuteFunctions, INodeExecutionData, IRun, NodeExecutionHint } from 'n8n-workflow';

import { WebhookSigningSecretApi } from '../../../credentials/WebhookSigningSecretApi.credentials';
import { SignedWebhook } from '../../../nodes/SignedWebhook/SignedWebhook.node';
import type { ExecuteDeps } from '../../../nodes/SignedWebhook/send/deliverItem';
import { deliverItems } from '../../../nodes/SignedWebhook/send/execute';
import { sendOnce } from '../../../nodes/shared/deliver/http';
import { EndpointHealth } from '../../../nodes/shared/deliver/health';
import { RateLimiter } from '../../../nodes/shared/deliver/rateLimit';
import { ManualClock, type SinkSimulator } from '../../simulators';
import { executeContext, type ExecuteSetup, runWorkflow } from '../../support/executeContext';

/** Of the credential in every test. */
export const SECRET = 'a-secret-of-the-receiver';

/** What a test changes about the node and its surroundings. */
export interface RunOptions extends Partial<Omit<ExecuteSetup, 'nodeType'>> {
	readonly secret?: string;
	/** Further fields of the credential. */
	readonly credential?: Record<string, string>;
	/** Default: jumps to the end of each wait. */
	readonly clock?: ManualClock;
	readonly random?: () => number;
	/** Default: of endpoints of which nothing is known. */
	readonly health?: EndpointHealth;
	/** Default: never aborts. */
	readonly timeoutSignal?: (ms: number) => AbortSignal;
}

function setupOf(sink: SinkSimulator, options: RunOptions): ExecuteSetup {
	const { clock = new ManualClock(undefined, { auto: true }), random = () => 0.5 } = options;
	const { timeoutSignal = () => new AbortController().signal, secret = SECRET } = options;
	const { parameters = {}, ...rest } = options;
	const deps: ExecuteDeps = {
		now: () => clock.now(),
		sleep: async (ms, signal) => await clock.sleep(ms, signal),
		random,
		limiter: new RateLimiter(clock),
		health: options.health ?? new EndpointHealth(() => clock.now()),
		sender:
			({ helpers }) =>
			async (request, signal) =>
				await sendOnce(helpers.httpRequest, timeoutSignal, request, signal),
	};
	const nodeType = Object.assign(new SignedWebhook(), {
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return await deliverItems(this, deps);
		},
	});
	return {
		...rest,
		nodeType,
		parameters: {
			url: `${sink.url}/hook`,
			signature: 'hookSignature',
			...parameters,
			options: { allowHttp: true, ...(parameters.options as object) },
		},
		credentials: [
			{
				type: new WebhookSigningSecretApi(),
				data: { secret, previousSecret: 'the-one-before', ...options.credential },
			},
		],
	};
}

/** Runs the node in n8n-core's context, and gives the items of its first output. */
export async function run(
	sink: SinkSimulator,
	options: RunOptions = {},
): Promise<INodeExecutionData[]> {
	const [items] = await runOutputs(sink, options);
	return items ?? [];
}

/** Runs the node in n8n-core's context, and gives the items of each output. */
export async function runOutputs(
	sink: SinkSimulator,
	options: RunOptions = {},
): Promise<INodeExecutionData[][]> {
	const setup = setupOf(sink, options);
	return (await setup.nodeType.execute?.call(executeContext(setup))) as INodeExecutionData[][];
}

/** Runs the node in n8n-core's context, and gives the hints that it shows. */
export async function runWithHints(
	sink: SinkSimulator,
	options: RunOptions = {},
): Promise<NodeExecutionHint[]> {
	const setup = setupOf(sink, options);
	const context = executeContext(setup);
	await setup.nodeType.execute?.call(context);
	return context.hints;
}

/** Runs the node in a workflow. */
export async function runInWorkflow(sink: SinkSimulator, options: RunOptions = {}): Promise<IRun> {
	return await runWorkflow(setupOf(sink, options));
}
