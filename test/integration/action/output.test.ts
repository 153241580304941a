import { type IDataObject, type INodeParameters, NodeHelpers } from 'n8n-workflow';

import { type SinkSimulator, startSink } from '../../simulators';
import { descriptions } from '../../support/descriptions';
import { runActionNode } from '../../support/runAction';
import { Lamps, lampSetup } from './lamp';

const LAMP = { id: 1, name: 'Desk', level: 7, wiredTo: { room: 'Study' }, serial: 'x'.repeat(100) };

let sink: SinkSimulator;
beforeEach(async () => {
	sink = await startSink();
	sink.answerNext({ status: 200, body: { lamps: [LAMP] } });
});
afterEach(async () => await sink.close());

/** The node as n8n gives it to an AI agent: its name ends in Tool. */
class LampsTool extends Lamps {
	constructor() {
		super();
		this.description = { ...this.description, name: 'lampsTool' };
	}
}

async function list(parameters: INodeParameters, nodeType = new Lamps()): Promise<IDataObject[]> {
	const setup = lampSetup(sink, { operation: 'getAll', ...parameters }, { nodeType });
	return (await runActionNode(setup)).map(({ json }) => json);
}

const asTool = async (parameters: INodeParameters = {}) => await list(parameters, new LampsTool());

describe('a large answer', () => {
	it('is of a node whole, or simplified where the user wants it', async () => {
		expect(await list({})).toEqual([LAMP]);
		sink.answerNext({ status: 200, body: { lamps: [LAMP] } });
		expect(await list({ simplify: true })).toEqual([{ id: 1, name: 'Desk' }]);
	});

	it('is of a tool simplified', async () => {
		expect(await asTool()).toEqual([{ id: 1, name: 'Desk' }]);
	});

	it('is of a tool whole where the user wants it', async () => {
		expect(await asTool({ output: 'raw' })).toEqual([LAMP]);
	});

	it.each([[['level', 'wiredTo', 'shade']], ['level, wiredTo'], ['={{ ["level", "wiredTo"] }}']])(
		'is of a tool the fields that were selected: %j',
		async (outputFields) => {
			expect(await asTool({ output: 'selectedFields', outputFields })).toEqual([
				{ level: 7, wiredTo: { room: 'Study' } },
			]);
		},
	);

	it('asks a tool for fields where none is selected', async () => {
		await expect(asTool({ output: 'selectedFields' })).rejects.toThrow(
			'Select at least one of the Fields',
		);
	});

	it('does not mind in a node what its tool was set to, nor in a tool what the node was', async () => {
		expect(await list({ output: 'simple' })).toEqual([LAMP]);
		sink.answerNext({ status: 200, body: { lamps: [LAMP] } });
		expect(await asTool({ simplify: true, output: 'raw' })).toEqual([LAMP]);
	});
});

describe('the forms of nodes and of their tools', () => {
	const actions = descriptions.filter(({ properties }) =>
		properties.some(({ name }) => name === 'output'),
	);

	it('have it at the vendors', () => {
		expect(actions.map(({ name }) => name)).toEqual([
			'missive',
			'openWork',
			'conversation',
			'supportAutoresponder',
		]);
	});

	it.each(actions)('of $name show Simplify in the one and Output in the other', (description) => {
		const visible = (name: string) => {
			const type = { ...description, name };
			const outputs = description.properties.filter(({ name: field }) => field === 'output');
			return outputs.map(({ displayOptions }) => {
				const { resource, operation } = displayOptions?.show ?? {};
				const choice = { resource: resource?.[0], operation: operation?.[0] };
				const values = { ...choice, output: 'selectedFields' } as INodeParameters;
				return description.properties
					.filter((field) => ['output', 'outputFields', 'simplify'].includes(field.name))
					.filter((field) => NodeHelpers.displayParameter(values, field, { typeVersion: 1 }, type))
					.map((field) => field.name);
			});
		};
		for (const fields of visible(`${description.name}Tool`)) {
			expect(fields).toEqual(['output', 'outputFields']);
		}
		for (const fields of visible(description.name)) {
			expect([[], ['simplify']]).toContainEqual(fields);
		}
	});

	it.each(actions)('of $name offer to select each field once', ({ properties }) => {
		const lists = properties.filter(({ name }) => name === 'outputFields');
		for (const { options = [] } of lists) {
			const names = options.map(({ name }) => name);
			expect(new Set(names).size).toBe(names.length);
		}
	});
});
