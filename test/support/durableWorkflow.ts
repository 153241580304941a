import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import type { Credential, NewWorkflow } from './rest.types';
import { byType, node, PACKAGE } from './workflows';

/** Names of the nodes in a workflow with durable retries. */
export const DURABLE = {
	start: 'Start',
	send: 'Send',
	wait: 'Wait',
	delivered: 'Delivered',
	failed: 'Dead Letters',
} as const;

/**
 * Webhook → Signed Webhook, which delivers the webhook's body; Retry Later → Wait → back; Delivered and Failed → No
 * Operation each.
 *
 * @param parameters of the Signed Webhook, beside those that hand long waits over
 */
export function durableWorkflow(
	signingSecret: Credential,
	parameters: IDataObject,
): { workflow: NewWorkflow; path: string } {
	const path = randomUUID();
	const nodes: INode[] = [
		{
			...node(DURABLE.start, 'n8n-nodes-base.webhook', 2, { httpMethod: 'POST', path }, [0, 0]),
			webhookId: path,
		},
		{
			...node(
				DURABLE.send,
				`${PACKAGE}.signedWebhook`,
				1,
				{
					signature: 'hookSignature',
					payload: 'json',
					jsonBody: '={{ $json.body }}',
					longWaits: 'handOver',
					...parameters,
				},
				[200, 0],
			),
			credentials: byType([signingSecret]),
		},
		node(DURABLE.delivered, 'n8n-nodes-base.noOp', 1, {}, [400, -200]),
		node(DURABLE.failed, 'n8n-nodes-base.noOp', 1, {}, [400, 0]),
		{
			...node(
				DURABLE.wait,
				'n8n-nodes-base.wait',
				1.1,
				{ resume: 'specificTime', dateTime: '={{ $json.delivery.nextAttemptAt }}' },
				[400, 200],
			),
			webhookId: randomUUID(),
		},
	];
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const connections = {
		[DURABLE.start]: { main: [to(DURABLE.send)] },
		[DURABLE.send]: { main: [to(DURABLE.delivered), to(DURABLE.wait), to(DURABLE.failed)] },
		[DURABLE.wait]: { main: [to(DURABLE.send)] },
	};
	const settings = { executionOrder: 'v1' };
	return {
		workflow: { name: 'Durable delivery', nodes, connections, settings },
		path: `/webhook/${path}`,
	};
}
