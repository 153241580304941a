/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { basename, join } from 'node:path';
import type {
	ICredentialType,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import manifest from '../../package.json';
import { coverageOf } from './coverage';
import { type Document, ROOT, table } from './document';
import { fieldRows } from './fields';

/** One page for each node, with every operation and field, made from what n8n shows. */
export function nodePages(): Document[] {
	return manifest.n8n.nodes.map((built) => {
		const name = basename(built, '.node.js');
		const { description } = shipped<INodeType>(built);
		const file = description.displayName.toLowerCase().replaceAll(' ', '-');
		return { path: join(ROOT, 'docs/nodes', `${file}.md`), text: page(name, description) };
	});
}

/** What n8n makes of a file that package.json names. */
export function shipped<T>(built: string): T {
	const path = join(ROOT, built.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are stands in package.json
	const module = require(path) as Record<string, new () => T>;
	const Class = module[basename(built).replace(/\..*$/, '')];
	if (!Class) throw new Error(`${path} has no class of its name`);
	return new Class();
}

const HEAD = ['Field', 'Default', 'Shown For', 'Description'];
/** What the heading of an operation says already. */
const TOLD_BY_HEADING = new Set(['resource', 'operation']);

function page(nodeClass: string, description: INodeTypeDescription): string {
	const { displayName, properties } = description;
	const operations = operationsOf(properties);
	return [
		`# ${displayName}`,
		'',
		`${sentence(description.description)} Made from what n8n shows of the node: \`npm run docs\`. Fields with * are required.`,
		'',
		...credentials(description),
		...(operations.length === 0
			? ['## Fields', '', ...table(HEAD, fieldRows(properties))]
			: operations.flatMap((operation) => operationSection(nodeClass, properties, operation))),
		'',
	].join('\n');
}

function credentials({ credentials: used = [] }: INodeTypeDescription): string[] {
	if (used.length === 0) return [];
	const types = manifest.n8n.credentials.map((built) => shipped<ICredentialType>(built));
	const titles = used.map(({ name }) => types.find((type) => type.name === name)?.displayName);
	return [`Credentials: ${[...new Set(titles)].join(', ')}.`, ''];
}

interface ShownOperation {
	readonly resource?: INodePropertyOptions;
	readonly operation: INodePropertyOptions;
}

/** In the order of the panel. */
function operationsOf(properties: readonly INodeProperties[]): ShownOperation[] {
	const resources = choices(properties.find(({ name }) => name === 'resource'));
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((field) => {
			const shownFor = field.displayOptions?.show?.resource?.[0];
			const resource = resources.find(({ value }) => value === shownFor);
			return choices(field).map((operation) => ({ resource, operation }));
		});
}

function choices(field: INodeProperties | undefined): INodePropertyOptions[] {
	return (field?.options ?? []) as INodePropertyOptions[];
}

function operationSection(
	nodeClass: string,
	properties: readonly INodeProperties[],
	{ resource, operation }: ShownOperation,
): string[] {
	const title = resource ? `${resource.name}: ${operation.name}` : operation.name;
	const calls = coverageOf(nodeClass).filter(({ uses }) => uses.includes(title));
	const fields = properties.filter(
		({ name, displayOptions: { show = {} } = {} }) =>
			!TOLD_BY_HEADING.has(name) &&
			(show.resource?.includes(resource?.value ?? '') ?? true) &&
			(show.operation?.includes(operation.value) ?? true),
	);
	return [
		`## ${title}`,
		'',
		sentence(operation.description ?? String(operation.action)),
		'',
		...calls.flatMap(({ endpoint, notes }) => [`- ${endpoint}${notes ? `: ${notes}` : ''}`]),
		...(calls.length > 0 ? [''] : []),
		...(fields.length > 0
			? [...table(HEAD, fieldRows(fields, properties, TOLD_BY_HEADING)), '']
			: []),
	];
}

function sentence(text: string): string {
	return text.endsWith('.') ? text : `${text}.`;
}
