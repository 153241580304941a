import {
	type IDisplayOptions,
	type INodeProperties,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

import { Conversation } from '../../../nodes/Conversation/Conversation.node';
import { conversationActions } from '../../../nodes/Conversation/resources';
import { Missive } from '../../../nodes/Missive/Missive.node';
import { missiveActions } from '../../../nodes/Missive/resources';
import { OpenWork } from '../../../nodes/OpenWork/OpenWork.node';
import { openWorkActions } from '../../../nodes/OpenWork/resources';
import { SupportAutoresponder } from '../../../nodes/SupportAutoresponder/SupportAutoresponder.node';
import { autoresponderActions } from '../../../nodes/SupportAutoresponder/resources';
import { realAutoresponderDeps } from '../../../nodes/SupportAutoresponder/webhook';
import { fieldsOf, type ActionTable } from '../../../nodes/shared/action/operation';

const NODES: Array<[INodeTypeDescription, ActionTable]> = [
	[new Conversation().description, conversationActions],
	[new Missive().description, missiveActions],
	[new OpenWork().description, openWorkActions],
	[new SupportAutoresponder().description, autoresponderActions(realAutoresponderDeps)],
];

const isOfTool = (displayOptions?: IDisplayOptions) =>
	displayOptions?.show?.['@tool'] !== undefined;

/** The names of the fields that n8n shows for these parameters. */
function shown(
	{ properties }: INodeTypeDescription,
	parameters: Record<string, unknown>,
): string[] {
	const values = parameters as never;
	return properties
		.filter((field: INodeProperties) =>
			NodeHelpers.displayParameter(values, field, { typeVersion: 1 }, null),
		)
		.map(({ name }) => name);
}

// n8n's lint sees only what stands in the node's file.
describe.each(NODES)('$displayName', (description, { resources }) => {
	it('lists resources, operations and the fields of a collection from A to Z', () => {
		const lists = [
			resources,
			...resources.map(({ operations }) => operations),
			...description.properties.flatMap(({ type, options }) =>
				type === 'collection'
					? [(options as INodeProperties[]).map((field) => ({ name: field.displayName }))]
					: [],
			),
		];
		for (const list of lists) {
			const names = list.map(({ name }) => name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});

	it('names each action in sentence case, once', () => {
		const actions = resources.flatMap(({ operations }) => operations.map(({ action }) => action));
		for (const action of actions) expect(action).toMatch(/^[A-Z][a-z]+( [a-z]+| AI)*$/);
		expect(new Set(actions).size).toBe(actions.length);
	});

	it('simplifies an answer to 10 fields at most', () => {
		for (const { answer } of resources.flatMap(({ operations }) => operations)) {
			expect(answer?.simple.length ?? 0).toBeLessThanOrEqual(10);
		}
	});

	it('can be used as a tool', () => {
		expect(description.usableAsTool).toBe(true);
	});

	it('shows for each operation its own fields and no others', () => {
		for (const resource of resources) {
			for (const operation of resource.operations) {
				const choice = { resource: resource.value, operation: operation.value };
				const fields = fieldsOf(operation).filter(
					({ displayOptions }) => !isOfTool(displayOptions),
				);
				const defaults = Object.fromEntries(fields.map((f) => [f.name, f.default]));
				const names = fields
					.filter(({ displayOptions }) =>
						Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
							(values as unknown[]).includes(defaults[name]),
						),
					)
					.map(({ name }) => name);
				expect(shown(description, { ...defaults, ...choice })).toEqual([
					'resource',
					'operation',
					...names,
				]);
			}
		}
	});
});
