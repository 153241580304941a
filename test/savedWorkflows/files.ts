/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeParameters, INodeType } from 'n8n-workflow';

import { exampleNames, loadExample } from '../support/examples';
import { node } from '../support/workflows';
import { asSaved, everySetting, meaningOf } from './fill';

const FOLDER = __dirname;

/** A workflow as n8n exports it. */
export interface Saved {
	readonly name: string;
	readonly nodes: INode[];
	readonly connections: object;
}

/** What a node means that is saved with nothing but a choice of resource and operation. */
export interface Default {
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: INodeParameters;
	readonly meaning: INodeParameters;
}

const DEFAULTS = 'defaults.json';

/** The versions that saved something. */
export function versions(): string[] {
	return readdirSync(FOLDER, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
		.map(({ name }) => name);
}

/** The workflows that a version saved, by their files' names. */
export function savedBy(version: string): Array<[string, Saved]> {
	const folder = join(FOLDER, version);
	return readdirSync(folder)
		.filter((name) => name !== DEFAULTS)
		.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Saved]);
}

/** What the nodes of a version did with fields that nobody had set. */
export function defaultsOf(version: string): Default[] {
	return JSON.parse(readFileSync(join(FOLDER, version, DEFAULTS), 'utf8')) as Default[];
}

/** Whether a version is released, as the changelog says. */
export function isReleased(version: string, changelog: string): boolean {
	return changelog.includes(`\n## [${version}] - `);
}

/** The version that is worked on: one of those that saved something and is not released, else the next minor one. */
export function nextVersion(saved: readonly string[], changelog: string, current: string): string {
	const [major = '', minor = ''] = current.split('.');
	const unreleased = saved.find((version) => !isReleased(version, changelog));
	return unreleased ?? `${major}.${Number(minor) + 1}.0`;
}

/** What the nodes of now save, by file name: the examples, every setting of every node, and what is meant by default. */
export function filesOfNow(types: ReadonlyMap<string, INodeType>): Map<string, unknown> {
	const examples = exampleNames().map((name) => [name, loadExample(name)] as const);
	const settings = [...types].map(([type, nodeType]) => {
		const { displayName, name } = nodeType.description;
		const nodes = everySetting(nodeType.description).map((parameters, index) => ({
			...savedNode(type, nodeType, parameters),
			id: `${name}-${index}`,
			name: `${displayName} ${index}`,
			position: [200 * (index % 10), 200 * Math.floor(index / 10)],
		}));
		return [
			`every-${name}.json`,
			{ name: `Every ${displayName}`, nodes, connections: {} },
		] as const;
	});
	const defaults = [...types].flatMap(([type, nodeType]) =>
		choices(nodeType).map(({ typeVersion, parameters }) => ({
			type,
			typeVersion,
			parameters,
			meaning: meaningOf(parameters, nodeType.description),
		})),
	);
	return new Map<string, unknown>([
		...examples.map(([name, workflow]) => [`example-${name}.json`, workflow] as const),
		...settings,
		[DEFAULTS, defaults],
	]);

	function choices(nodeType: INodeType) {
		const { description } = nodeType;
		const { properties } = description;
		const operations = properties.filter(({ name }) => name === 'operation');
		const chosen = operations.flatMap(({ options = [], displayOptions }) =>
			options.map((option) => ({
				...('value' in option && { operation: option.value }),
				...(displayOptions?.show?.resource && { resource: displayOptions.show.resource[0] }),
			})),
		);
		return (chosen.length > 0 ? chosen : [{}]).map((parameters) =>
			savedNode('', nodeType, asSaved(parameters as INodeParameters, description)),
		);
	}
}

function savedNode(type: string, { description }: INodeType, parameters: INodeParameters): INode {
	const { version } = description;
	return node('', type, [version].flat().at(-1) ?? 1, parameters, [0, 0]);
}
