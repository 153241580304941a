import type { IDataObject, INode } from 'n8n-workflow';
import { DURABLE, durableWorkflow } from '../support/durableWorkflow';
import type { Credential, NewWorkflow } from '../support/rest.types';
import { node } from '../support/workflows';
import type { Fleet } from './fleet';

/** How the items of a run share executions. */
export type Shape = 'one each' | 'together' | 'sub-workflow each';

/** A published workflow that delivers what it is sent, with Hand Over. */
export interface HandoverWorkflow {
	readonly shape: Shape;
	readonly workflowIds: readonly string[];
	/** Sends it these items. */
	begin(ids: readonly string[]): Promise<void>;
}

const SPLIT = 'Split';
const CALL = 'Call';
/** Long enough for n8n to keep it in its database, s. */
const WAITS = '75, 75, 75';

/** Makes and publishes a workflow of this shape, which delivers to `url`. */
export async function openHandover(
	fleet: Fleet,
	secret: Credential,
	shape: Shape,
	url: string,
): Promise<HandoverWorkflow> {
	const { workflow, path } = durableWorkflow(secret, {
		url,
		retries: 'custom',
		waits: WAITS,
		options: { allowHttp: true, messageId: '={{ $json.body.id }}' },
	});
	const address = `${fleet.processors[0]?.url ?? ''}${path}`;
	const publish = async (each: NewWorkflow) => {
		const { id } = await fleet.rest.createWorkflow(each);
		await fleet.rest.activate(id);
		return id;
	};
	if (shape === 'one each') {
		const id = await publish(workflow);
		return {
			shape,
			workflowIds: [id],
			begin: async (ids) =>
				void (await Promise.all(ids.map(async (each) => await post(address, { id: each })))),
		};
	}
	const begin = async (ids: readonly string[]) =>
		await post(address, { items: ids.map((id) => ({ body: { id } })) });
	if (shape === 'together') {
		return { shape, workflowIds: [await publish(withSplit(workflow, DURABLE.send))], begin };
	}
	const subId = await publish(calledByAnother(workflow));
	const caller = withSplit({ ...workflow, nodes: startOf(workflow), connections: {} }, CALL);
	caller.nodes.push(callOf(subId));
	return { shape, workflowIds: [subId, await publish(caller)], begin };
}

/** The items of one request, each for `next`. */
function withSplit(workflow: NewWorkflow, next: string): NewWorkflow {
	const split = node(
		SPLIT,
		'n8n-nodes-base.splitOut',
		1,
		{ fieldToSplitOut: 'body.items', options: {} },
		[100, 0],
	);
	return {
		...workflow,
		nodes: [...workflow.nodes, split],
		connections: {
			...workflow.connections,
			[DURABLE.start]: to(SPLIT),
			[SPLIT]: to(next),
		},
	};
}

function calledByAnother(workflow: NewWorkflow): NewWorkflow {
	const start = node(
		DURABLE.start,
		'n8n-nodes-base.executeWorkflowTrigger',
		1.1,
		{ inputSource: 'passthrough' },
		[0, 0],
	);
	const others = workflow.nodes.filter(({ name }) => name !== DURABLE.start);
	return { ...workflow, name: 'Durable delivery of one', nodes: [start, ...others] };
}

function startOf({ nodes }: NewWorkflow): INode[] {
	return nodes.filter(({ name }) => name === DURABLE.start);
}

function callOf(workflowId: string): INode {
	const workflow: IDataObject = { __rl: true, mode: 'id', value: workflowId };
	return node(
		CALL,
		'n8n-nodes-base.executeWorkflow',
		1.2,
		{
			source: 'database',
			workflowId: workflow,
			workflowInputs: { mappingMode: 'defineBelow', value: {} },
			mode: 'each',
			options: { waitForSubWorkflow: false },
		},
		[200, 0],
	);
}

function to(name: string): NewWorkflow['connections'][string] {
	return { main: [[{ node: name, type: 'main' as const, index: 0 }]] };
}

async function post(url: string, body: unknown): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	await response.arrayBuffer();
	if (!response.ok) throw new Error(`n8n answers ${response.status}`);
}
