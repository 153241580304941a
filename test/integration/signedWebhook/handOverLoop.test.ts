import { NodeConnectionTypes, NodeHelpers } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	IRun,
} from 'n8n-workflow';

import { SignedWebhook } from '../../../nodes/SignedWebhook/SignedWebhook.node';
import { ManualClock, startSink, type SinkSimulator } from '../../simulators';
import { nodeOf, workflowOf } from '../../support/workflow';
import { runInWorkflow, type RunOptions } from './setup';

let sink: SinkSimulator;
let clock: ManualClock;
beforeEach(async () => {
	sink = await startSink();
	clock = new ManualClock(undefined, { auto: true });
});
afterEach(async () => await sink.close());

/** A node that does what `act` does to its items. */
function nodeType(
	displayName: string,
	act: (items: INodeExecutionData[]) => INodeExecutionData[] = (items) => items,
): INodeType {
	return {
		description: {
			displayName,
			name: displayName.toLowerCase(),
			group: ['transform'],
			version: 1,
			description: displayName,
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			return [act(this.getInputData())];
		},
	};
}

/** Waits as n8n's Wait node does: until the time that its first item says. */
const waitNode = () =>
	nodeType('Wait', (items) => {
		const { nextAttemptAt } = items[0]?.json.delivery as IDataObject;
		clock.advance(Math.max(0, Date.parse(String(nextAttemptAt)) - clock.now()));
		return items;
	});

/** Delivered → Done, Retry Later → Wait → back, Failed → Dead Letters. */
async function runLoop(items: INodeExecutionData[], options: RunOptions = {}): Promise<IRun> {
	return await runInWorkflow(sink, {
		items,
		clock,
		...options,
		parameters: {
			longWaits: 'handOver',
			retries: 'custom',
			waits: '300, 600',
			...options.parameters,
		},
		behind: [
			{ output: 0, nodeType: nodeType('Done') },
			{ output: 1, nodeType: waitNode(), back: true },
			{ output: 2, nodeType: nodeType('Dead Letters') },
		],
	});
}

/** The items of each output of a node, run by run. */
const runsOf = ({ data }: IRun, node: string) =>
	(data.resultData.runData[node] ?? []).map((task) => task.data?.main ?? []);

const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ json: { n } }));
const only = (n: number) => ({
	match: ({ body }: { body: Buffer }) => body.toString() === `{"n":${n}}`,
});

describe('a workflow with a Wait node between Retry Later and the node', () => {
	it('takes every item to its end', async () => {
		sink.answerNext(
			{ status: 503, times: 1, ...only(1) },
			{ status: 503, times: Infinity, ...only(2) },
		);
		const run = await runLoop(numbered(3));

		expect(run.status).toBe('success');
		expect(runsOf(run, 'Signed Webhook').map((run) => run.map((items) => items?.length))).toEqual([
			[1, 2, 0],
			[1, 1, 0],
			[0, 0, 1],
		]);
		const messages = sink.requests.map(({ body, headers }) => `${body} ${headers['webhook-id']}`);
		expect(messages).toHaveLength(6);
		expect(new Set(messages).size).toBe(3);
		expect(runsOf(run, 'Done').flat(2)).toEqual([
			expect.objectContaining({ pairedItem: { item: 0 } }),
			expect.objectContaining({ pairedItem: { item: 0 } }),
		]);
		expect(runsOf(run, 'Dead Letters').flat(2)).toEqual([
			expect.objectContaining({
				json: {
					n: 2,
					delivery: expect.objectContaining({ reason: 'All retries are used up' }),
					response: expect.objectContaining({ statusCode: 503 }),
					error: expect.stringMatching(/^The receiver has a problem of its own/),
				},
			}),
		]);
	});

	it('knows of each item where it comes from, through the loop', async () => {
		sink.answerNext({ status: 503, ...only(1) });
		const run = await runLoop(numbered(2), {
			parameters: { url: `={{ "${sink.url}/of-item-" + $("Start").item.json.n }}` },
		});
		const [first, second] = runsOf(run, 'Signed Webhook');
		expect(first?.[1]).toEqual([expect.objectContaining({ pairedItem: { item: 1 } })]);
		expect(second?.[0]).toEqual([expect.objectContaining({ pairedItem: { item: 0 } })]);
		expect(sink.requests.map(({ path }) => path).sort()).toEqual([
			'/of-item-0',
			'/of-item-1',
			'/of-item-1',
		]);
	});

	it('sends what cannot be sent to the error output, where there is one, and failures to Failed', async () => {
		sink.answerNext({ status: 404, match: ({ path }) => path === '/gone' });
		const items = [`${sink.url}/gone`, 'nowhere', `${sink.url}/ok`].map((url) => ({
			json: { url },
		}));
		const run = await runLoop(items, {
			parameters: { url: '={{ $json.url }}' },
			onError: 'continueErrorOutput',
		});
		const [delivered, waiting, failed, errors] = runsOf(run, 'Signed Webhook')[0] ?? [];
		expect(run.status).toBe('success');
		expect(delivered).toEqual([expect.objectContaining({ pairedItem: { item: 2 } })]);
		expect(waiting).toEqual([]);
		expect(failed).toEqual([
			{
				json: expect.objectContaining({
					url: `${sink.url}/gone`,
					delivery: expect.objectContaining({ status: 'failed' }),
					error: expect.stringContaining('(status 404)'),
				}),
				pairedItem: { item: 0 },
			},
		]);
		expect(errors).toEqual([
			{ json: { url: 'nowhere', error: 'The URL is not valid' }, pairedItem: { item: 1 } },
		]);
	});
});

describe('the outputs of the node', () => {
	const outputsOf = (parameters: object, onError?: 'continueErrorOutput') => {
		const type = new SignedWebhook();
		const node = nodeOf(type, { parameters: { ...parameters }, ...(onError ? { onError } : {}) });
		const workflow = workflowOf([node], [type]);
		return NodeHelpers.getNodeOutputs(
			workflow,
			workflow.nodes[node.name] ?? node,
			type.description,
		);
	};
	const three = ['Delivered', 'Retry Later', 'Failed'].map((displayName) => ({
		type: 'main',
		displayName,
	}));

	it('are three with Hand Over, and one otherwise', () => {
		expect(outputsOf({ longWaits: 'handOver' })).toEqual(three);
		expect(outputsOf({ longWaits: 'wait' })).toEqual(['main']);
	});

	it('is the one that it was, for a workflow of before', () => {
		expect(outputsOf({ url: 'https://example.com', retries: 'openWork' })).toEqual(['main']);
	});

	it('are one more with the error output', () => {
		const error = { category: 'error', type: 'main', displayName: 'Error' };
		expect(outputsOf({ longWaits: 'handOver' }, 'continueErrorOutput')).toEqual([...three, error]);
		expect(outputsOf({}, 'continueErrorOutput')).toEqual([
			{ type: 'main', displayName: 'Success' },
			error,
		]);
	});

	it('are not the business of a tool', () => {
		const { description } = new SignedWebhook();
		const node = nodeOf(new SignedWebhook());
		const shown = (name: string) =>
			description.properties
				.filter(({ displayName }) => /Long/.test(displayName))
				.map((property) =>
					NodeHelpers.displayParameter({ longWaits: 'handOver' }, property, node, {
						...description,
						name,
					}),
				);
		expect(shown('signedWebhook')).toContain(true);
		expect(shown('signedWebhookTool')).not.toContain(true);
	});
});
