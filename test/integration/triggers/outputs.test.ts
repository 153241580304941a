import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IPinData,
	type IRunData,
	type IWorkflowExecuteAdditionalData,
	NodeConnectionTypes,
	NodeHelpers,
	type WorkflowExecuteMode,
	WorkflowExpression,
} from 'n8n-workflow';

import { nodeTypes } from '../../support/descriptions';
import { nodeOf, workflowOf } from '../../support/workflow';

const triggers = nodeTypes
	.filter(({ description }) => description.group.includes('trigger'))
	.map((type) => ({ name: type.description.displayName, type }));

it('are looked at for each of the five triggers', () => expect(triggers).toHaveLength(5));

const EVENTS = { type: 'main', displayName: 'Events' };
const INVALID = { type: 'main', displayName: 'Invalid', category: 'error' };

/** What n8n would take for a failed item, were it not for `delivery`. */
const event = { json: { error: 'a field of the sender', delivery: { id: '1' } } };
const invalid = { json: { message: 'another', delivery: { id: '2', problems: [] } } };

/** Stands behind an output, and passes on what comes. */
const BEHIND: INodeType = {
	description: {
		displayName: 'Behind',
		name: 'behind',
		group: ['transform'],
		version: 1,
		description: 'Behind',
		defaults: {},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

interface Run {
	readonly type: INodeType;
	/** The items of the outputs, as the trigger returned them. */
	readonly items?: INodeExecutionData[][];
	readonly onError?: INode['onError'];
	readonly mode?: WorkflowExecuteMode;
	readonly pinData?: IPinData;
}

/** A trigger with a node behind each of three outputs. */
function workflowWith(type: INodeType, onError: INode['onError']) {
	const trigger = nodeOf(type, {
		name: 'Trigger',
		typeVersion: 2,
		parameters: { eventTypes: ['*'] },
		...(onError && { onError }),
	});
	const behind = ['first', 'second', 'third'].map((name) => nodeOf(BEHIND, { id: name, name }));
	const main = behind.map(({ name }) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }]);
	return {
		trigger,
		workflow: workflowOf([trigger, ...behind], [type, BEHIND], { Trigger: { main } }),
	};
}

/** The items that reach the nodes behind the three outputs when n8n runs what the trigger returned. */
async function run({ type, items = [], onError, mode = 'webhook', pinData }: Run) {
	const { trigger, workflow } = workflowWith(type, onError);
	const data = createRunExecutionData({
		resultData: { runData: {}, ...(pinData && { pinData }) },
		executionData: {
			nodeExecutionStack: [{ node: trigger, data: { main: items }, source: null }],
		},
	});
	const workflowData = { id: workflow.id, name: 'Under test', nodes: [], connections: {} };
	const additionalData = {
		hooks: new ExecutionLifecycleHooks(mode, 'execution-1', workflowData as never),
		currentNodeExecutionIndex: 0,
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		executionId: 'execution-1',
	} as unknown as IWorkflowExecuteAdditionalData;
	const { data: done } = await new WorkflowExecute(
		additionalData,
		mode,
		data,
	).processRunExecutionData(workflow);
	expect(done.resultData.error).toBeUndefined();
	return ['first', 'second', 'third'].map((name) => jsonOf(done.resultData.runData, name));
}

function jsonOf(runData: IRunData, name: string) {
	return (runData[name] ?? []).flatMap(({ data }) =>
		(data?.main?.[0] ?? []).map(({ json }) => json),
	);
}

const copies = (items: INodeExecutionData[][]) => structuredClone(items);

describe.each(triggers)('the outputs of the $name', ({ type }) => {
	it('are Events, and Invalid as one for errors, so that its data can be pinned', () => {
		// What n8n's editor looks at: an expression, of whose outputs one is not for errors.
		expect(typeof type.description.outputs).toBe('string');
		expect(type.description).not.toHaveProperty('outputNames');
		const { trigger, workflow } = workflowWith(type, undefined);
		expect(NodeHelpers.getNodeOutputs(workflow, trigger, type.description)).toEqual([
			EVENTS,
			INVALID,
		]);
	});

	const settings = [
		undefined,
		'stopWorkflow',
		'continueRegularOutput',
		'continueErrorOutput',
	] as const;

	describe.each(settings)('with On Error %s', (onError) => {
		it.each(['webhook', 'manual'] as const)('take an item each (%s)', async (mode) => {
			const given = { type, mode, ...(onError && { onError }) };
			expect(await run({ ...given, items: copies([[event], []]) })).toEqual([[event.json], [], []]);
			expect(await run({ ...given, items: copies([[], [invalid]]) })).toEqual([
				[],
				[invalid.json],
				[],
			]);
			expect(await run({ ...given, items: copies([[event], [invalid]]) })).toEqual([
				[event.json],
				[invalid.json],
				[],
			]);
		});
	});

	it('cost an event no expression, unless its errors have an output', async () => {
		const evaluate = jest.spyOn(WorkflowExpression.prototype, 'getSimpleParameterValue');
		const evaluated = async (given: Omit<Run, 'type'>) => {
			evaluate.mockClear();
			await run({ type, items: copies([[event], [invalid]]), ...given });
			return evaluate.mock.calls.some(([, value]) => value === type.description.outputs);
		};
		expect(await evaluated({})).toBe(false);
		expect(await evaluated({ mode: 'manual' })).toBe(false);
		expect(await evaluated({ onError: 'continueErrorOutput' })).toBe(true);
		evaluate.mockRestore();
	});

	it('put pinned data out on Events alone', async () => {
		const pinData = { Trigger: copies([[event, event]])[0] ?? [] };
		expect(await run({ type, mode: 'manual', pinData })).toEqual([
			[event.json, event.json],
			[],
			[],
		]);
	});
});
