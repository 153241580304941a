import { ExecuteContext, ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IConnection,
	type IConnections,
	type IExecuteData,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { CredentialsHelper, type FilledCredential } from './credentialsHelper';
import { nodeOf, pickedCredentials, workflowOf } from './workflow';

/** A node and what it runs on. */
export interface ExecuteSetup {
	readonly nodeType: INodeType;
	readonly parameters: INodeParameters;
	/** Default: one item with empty JSON. */
	readonly items?: INodeExecutionData[];
	readonly credentials?: readonly FilledCredential[];
	readonly onError?: INode['onError'];
	/** Default: `node-1`. */
	readonly nodeId?: string;
	/** Nodes behind an output of the node, in a workflow; `back`: they lead back into the node. */
	readonly behind?: ReadonlyArray<{ output: number; nodeType: INodeType; back?: boolean }>;
	/** Default: `manual`, as when a user tests the workflow. */
	readonly mode?: WorkflowExecuteMode;
	/** Aborts when a user stops the execution. */
	readonly signal?: AbortSignal;
}

/** Stands before the node, so that items come from somewhere. */
const START: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: 'Start',
		defaults: {},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** The context in which n8n-core runs `execute` of a node. */
export function executeContext(setup: ExecuteSetup): ExecuteContext {
	const { nodeType, items = [{ json: {} }], signal, mode = 'manual' } = setup;
	const node = nodeUnderTest(setup);
	const data = { main: [items] };
	const executeData: IExecuteData = { node, data, source: null };
	return new ExecuteContext(
		workflowOf([node], [nodeType]),
		node,
		additionalData(setup),
		mode,
		createRunExecutionData(),
		0,
		items,
		data,
		executeData,
		[],
		signal,
	);
}

/** Runs the node in a workflow of its own, after a node that gives it the items, as n8n does. */
export async function runWorkflow(setup: ExecuteSetup): Promise<IRun> {
	const { nodeType, items = [{ json: {} }], behind = [] } = setup;
	const start = nodeOf(START, { id: 'start' });
	const node = nodeUnderTest(setup);
	const followers = behind.map(({ output, nodeType: type, back = false }) => ({
		output,
		type,
		back,
		follower: nodeOf(type, { id: `behind-${output}`, position: [300, 100 * output] }),
	}));
	const connections: IConnections = { [start.name]: { main: [[connectionTo(node)]] } };
	for (const { output, follower, back } of followers) {
		const outputs = ((connections[node.name] ??= { main: [] }).main ??= []);
		outputs[output] = [connectionTo(follower)];
		if (back) connections[follower.name] = { main: [[connectionTo(node)]] };
	}
	const workflow = workflowOf(
		[start, node, ...followers.map(({ follower }) => follower)],
		[START, nodeType, ...followers.map(({ type }) => type)],
		connections,
	);
	const runData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: start, data: { main: [items] }, source: null }],
		},
	});
	const execution = new WorkflowExecute(additionalData(setup), 'manual', runData);
	return await execution.processRunExecutionData(workflow);
}

function connectionTo({ name }: INode): IConnection {
	return { node: name, type: NodeConnectionTypes.Main, index: 0 };
}

function nodeUnderTest(setup: ExecuteSetup): INode {
	const { nodeType, parameters, credentials = [], onError, nodeId } = setup;
	return nodeOf(nodeType, {
		...(nodeId === undefined ? {} : { id: nodeId }),
		parameters,
		credentials: pickedCredentials(credentials),
		...(onError ? { onError } : {}),
	});
}

function additionalData({ credentials = [] }: ExecuteSetup): IWorkflowExecuteAdditionalData {
	const workflowData = {
		id: 'workflow-1',
		name: 'Under test',
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		nodes: [],
		connections: {},
		activeVersionId: null,
	};
	return {
		credentialsHelper: new CredentialsHelper(credentials),
		hooks: new ExecutionLifecycleHooks('manual', 'execution-1', workflowData),
		currentNodeExecutionIndex: 0,
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		executionId: 'execution-1',
	} as unknown as IWorkflowExecuteAdditionalData;
}
