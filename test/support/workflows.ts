import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import type { RestClient } from './rest';
import type { Credential, NewWorkflow } from './rest.types';

/** The package's name, which n8n puts before each of its node types. */
export const PACKAGE = 'n8n-nodes-signed-webhooks';

/** A trigger node as a test asks for it. */
export interface TriggerSpec {
	/** Node type without the package's name, for example `openWorkTrigger`. */
	type: string;
	parameters: IDataObject;
	credentials: Credential[];
}

/** A workflow, and what a sender and a test have to know about it. */
export interface BuiltWorkflow {
	workflow: NewWorkflow;
	/** Path of the production URL, `/webhook/…`. */
	productionPath: string;
	/** Path of the URL while n8n listens for a test event. */
	testPath: string;
}

/** Names of the nodes in the workflows built here. */
export const NODES = {
	trigger: 'Trigger',
	forward: 'Forward',
	notify: 'Notify',
	invalid: 'Invalid',
} as const;

/**
 * Trigger → Events → `after`, and then `beside`; Invalid → No Operation.
 *
 * @param after parameters, type and credentials of the node on the first output; default No Operation
 * @param beside another node on the first output, which runs after that one; default none
 */
export function triggerWorkflow(
	name: string,
	trigger: TriggerSpec,
	after: Omit<TriggerSpec, 'type'> & { type?: string } = { parameters: {}, credentials: [] },
	beside?: TriggerSpec,
): BuiltWorkflow {
	const first = triggerNode(NODES.trigger, trigger, [0, 0]);
	const nodes: INode[] = [
		first,
		{
			...node(NODES.forward, after.type ?? 'n8n-nodes-base.noOp', 1, after.parameters, [300, -100]),
			credentials: byType(after.credentials),
		},
		node(NODES.invalid, 'n8n-nodes-base.noOp', 1, {}, [300, 100]),
	];
	const events = [{ node: NODES.forward as string, type: 'main' as const, index: 0 }];
	if (beside) {
		nodes.push({
			...node(NODES.notify, beside.type, 1, beside.parameters, [300, 0]),
			credentials: byType(beside.credentials),
		});
		events.push({ node: NODES.notify, type: 'main', index: 0 });
	}
	return {
		workflow: {
			name,
			nodes,
			connections: {
				[NODES.trigger]: {
					main: [events, [{ node: NODES.invalid, type: 'main', index: 0 }]],
				},
			},
			settings: { executionOrder: 'v1' },
		},
		productionPath: productionPathOf(first),
		testPath: `/webhook-test/${first.webhookId}/webhook`,
	};
}

/** A trigger of this package, with an id and a URL of its own. */
export function triggerNode(
	name: string,
	{ type, parameters, credentials }: TriggerSpec,
	position: [number, number],
): INode {
	return {
		...node(name, `${PACKAGE}.${type}`, 2, parameters, position),
		credentials: byType(credentials),
		webhookId: randomUUID(),
	};
}

/** Path of the URL under which a published trigger takes events. */
export function productionPathOf({ webhookId }: INode): string {
	return `/webhook/${webhookId}/webhook`;
}

/** A Signed Webhook node that forwards each item to `url`, trying again quickly. */
export function forwardTo(
	url: string,
	signingSecret: Credential,
	parameters: IDataObject = {},
): TriggerSpec {
	return {
		type: `${PACKAGE}.signedWebhook`,
		parameters: {
			url,
			signature: 'hookSignature',
			retries: 'exponential',
			...parameters,
			options: { allowHttp: true, ...(parameters.options as IDataObject | undefined) },
		},
		credentials: [signingSecret],
	};
}

/** A Slack Notification node that posts each item to the webhook of the credential. */
export function postToSlack(slackWebhook: Credential): TriggerSpec {
	return {
		type: `${PACKAGE}.slackNotification`,
		parameters: { options: { allowHttp: true } },
		credentials: [slackWebhook],
	};
}

/** Creates the workflow in n8n and activates it. Returns its id. */
export async function activateNew(rest: RestClient, built: BuiltWorkflow): Promise<string> {
	const { id } = await rest.createWorkflow(built.workflow);
	await rest.activate(id);
	return id;
}

/** A node of a workflow, with an id of its own. */
export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: IDataObject,
	position: [number, number],
): INode {
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion,
		parameters: parameters as INode['parameters'],
		position,
	};
}

/** What a node says about the credentials that it uses. */
export function byType(credentials: Credential[]): INode['credentials'] {
	return Object.fromEntries(credentials.map(({ id, name, type }) => [type, { id, name }]));
}

/** A node of this package that does something with each item, as a test asks for it. */
export interface Step {
	name: string;
	/** Node type, of this package without its name: `openWork`, `n8n-nodes-base.convertToFile`. */
	type: string;
	parameters: IDataObject;
	credentials: Credential[];
}

function fullType(type: string): string {
	return type.includes('.') ? type : `${PACKAGE}.${type}`;
}

/** Manual Trigger → the steps, one after the other. */
export function stepsWorkflow(name: string, steps: Step[]): NewWorkflow {
	const start = node(NODES.trigger, 'n8n-nodes-base.manualTrigger', 1, {}, [0, 0]);
	const nodes = steps.map((step, i) => ({
		...node(step.name, fullType(step.type), 1, step.parameters, [220 * (i + 1), 0]),
		credentials: byType(step.credentials),
	}));
	const names = [NODES.trigger, ...steps.map((step) => step.name)];
	const connections = Object.fromEntries(
		names
			.slice(1)
			.map((next, i) => [
				names[i] as string,
				{ main: [[{ node: next, type: 'main' as const, index: 0 }]] },
			]),
	);
	return { name, nodes: [start, ...nodes], connections, settings: { executionOrder: 'v1' } };
}
