import type {
	INodeParameters,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import manifest from '../../../package.json';
import { exampleNames, loadExample, namedSettings } from '../../support/examples';
import { PACKAGE } from '../../support/workflows';

/** The nodes of the package by their types in a workflow. */
const types = new Map<string, INodeTypeDescription>(
	manifest.n8n.nodes.map((path) => {
		const source = path.replace(/^dist/, '../../..').replace(/\.js$/, '');
		const [Type] = Object.values(jest.requireActual<Record<string, new () => INodeType>>(source));
		const { description } = new (Type as new () => INodeType)();
		return [`${PACKAGE}.${description.name}`, description] as const;
	}),
);

/** The names of the fields; those of a collection behind its own. */
function pathsOf(properties: INodeProperties[]): string[] {
	return properties.flatMap(({ name, type, options = [] }) =>
		type === 'collection' ? [name, ...options.map((option) => `${name}.${option.name}`)] : name,
	);
}

/** What an example fills in, named in the same way. */
function filled(properties: INodeProperties[], parameters: INodeParameters): string[] {
	return Object.entries(parameters).flatMap(([name, value]) => {
		const isCollection = properties.some(
			(field) => field.name === name && field.type === 'collection',
		);
		return isCollection ? Object.keys(value as object).map((option) => `${name}.${option}`) : name;
	});
}

const examples = exampleNames().map((name) => ({ name, workflow: loadExample(name) }));

describe.each(examples)('$name', ({ workflow }) => {
	const ours = workflow.nodes.filter(({ type }) => type.startsWith(`${PACKAGE}.`));

	test('uses fields and versions that the nodes have', () => {
		for (const { name, type, typeVersion, parameters } of ours) {
			const description = types.get(type);
			const { properties = [] } = description ?? {};
			expect({ name, version: description?.version }).toEqual({ name, version: typeVersion });
			expect(pathsOf(properties)).toEqual(expect.arrayContaining(filled(properties, parameters)));
		}
	});

	test('says in a sticky note which credential each node of the package needs', () => {
		const named = namedSettings(workflow);

		const withCredential = ours.filter(({ type }) => types.get(type)?.credentials?.length);
		for (const { name } of withCredential) expect(named).toContain(`${name}, Credential`);
	});

	test('says what it does, what to set, what comes then, and how to try it', () => {
		const note = workflow.nodes.find(({ name }) => name === 'Sticky Note');
		const headings = String(note?.parameters.content).match(/^#+ .*$/gm) ?? [];

		expect(headings[0]).toMatch(/^## /);
		expect(headings.slice(1, 4)).toEqual(['### What to set', '### Then', '### Try it']);
	});

	test('holds nothing of the n8n that it was made in', () => {
		expect(workflow).toMatchObject({ pinData: {}, active: false });
		expect(Object.keys(workflow)).not.toEqual(expect.arrayContaining(['id']));
		for (const node of workflow.nodes) expect(node).not.toHaveProperty('credentials');
	});

	test('connects nodes that it has', () => {
		const names = workflow.nodes.map(({ name }) => name);
		const targets = Object.values(workflow.connections).flatMap(({ main = [] }) => main.flat());

		expect(new Set(names).size).toBe(names.length);
		expect(names).toEqual(expect.arrayContaining(Object.keys(workflow.connections)));
		for (const target of targets) expect(names).toContain(target?.node);
	});
});

test('the examples share no webhook', () => {
	const ids = examples.flatMap(({ workflow }) =>
		workflow.nodes.flatMap(({ webhookId }) => webhookId ?? []),
	);

	expect(new Set(ids).size).toBe(ids.length);
});
