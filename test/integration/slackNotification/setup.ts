import type { IExecuteFunctions, INodeExecutionData, IRun } from 'n8n-workflow';

import { SlackWebhookApi } from '../../../credentials/SlackWebhookApi.credentials';
import { SlackNotification } from '../../../nodes/SlackNotification/SlackNotification.node';
import { slackActions } from '../../../nodes/SlackNotification/actions';
import { RATE_LIMIT, type SlackDeps } from '../../../nodes/SlackNotification/slackApi';
import { runAction } from '../../../nodes/shared/action/run';
import { sendOnce } from '../../../nodes/shared/deliver/http';
import { RateLimiter } from '../../../nodes/shared/deliver/rateLimit';
import { ManualClock } from '../../simulators';
import { executeContext, type ExecuteSetup, runWorkflow } from '../../support/executeContext';

/** What a test changes about the node and its surroundings. */
export interface RunOptions extends Partial<Omit<ExecuteSetup, 'nodeType' | 'credentials'>> {
	/** Of the credential; without it the node has none. */
	readonly webhookUrl?: string;
	/** Default: jumps to the end of each wait. */
	readonly clock?: ManualClock;
	readonly limiter?: SlackDeps['limiter'];
}

/** A clock that jumps to the end of each wait. */
export const jumpingClock = () => new ManualClock(undefined, { auto: true });

function setupOf(options: RunOptions): ExecuteSetup {
	const { webhookUrl, clock = jumpingClock(), parameters = {}, ...rest } = options;
	const deps: SlackDeps = {
		now: () => clock.now(),
		sleep: async (ms, signal) => await clock.sleep(ms, signal),
		random: () => 0.5,
		limiter: options.limiter ?? new RateLimiter(clock, RATE_LIMIT.windowMs),
		sender: (context) => async (request, signal) =>
			await sendOnce(
				context.helpers.httpRequest,
				() => new AbortController().signal,
				request,
				signal,
			),
	};
	const nodeType = Object.assign(new SlackNotification(), {
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return await runAction(this, slackActions(deps));
		},
	});
	return {
		...rest,
		nodeType,
		parameters: {
			...parameters,
			options: { allowHttp: true, ...(parameters.options as object) },
		},
		...(webhookUrl === undefined
			? {}
			: { credentials: [{ type: new SlackWebhookApi(), data: { webhookUrl } }] }),
	};
}

/** Runs the node in n8n-core's context, and gives its items. */
export async function run(options: RunOptions): Promise<INodeExecutionData[]> {
	const setup = setupOf(options);
	const context = executeContext(setup);
	const [items = []] = (await setup.nodeType.execute?.call(context)) as INodeExecutionData[][];
	return items;
}

/** Runs the node in a workflow, after a node that gives it the items. */
export async function runInWorkflow(options: RunOptions): Promise<IRun> {
	return await runWorkflow(setupOf(options));
}

/** The error that a run ends with. */
export async function errorOf(running: Promise<unknown>): Promise<Error & Record<string, unknown>> {
	return await running.then(
		() => {
			throw new Error('The run did not fail');
		},
		(error: Error & Record<string, unknown>) => error,
	);
}
