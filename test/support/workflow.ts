import {
	type IConnections,
	type INode,
	type INodeCredentials,
	type INodeType,
	type INodeTypes,
	Workflow,
} from 'n8n-workflow';

import type { FilledCredential } from './credentialsHelper';

/** Node types by their names, as n8n's package loader would give them. */
export function nodeTypesOf(types: readonly INodeType[]): INodeTypes {
	const find = (name: string): INodeType => {
		const found = types.find(({ description }) => description.name === name);
		if (!found) throw new Error(`The test knows no node type ${name}`);
		return found;
	};
	return {
		getByName: find,
		getByNameAndVersion: find,
		getKnownTypes: () => ({}),
	};
}

/** A node of the given type, with defaults for everything that a test does not say. */
export function nodeOf(type: INodeType, node: Partial<INode> = {}): INode {
	return {
		id: 'node-1',
		name: type.description.displayName,
		type: type.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...node,
	};
}

/** What a node says about the credentials that a user picked. */
export function pickedCredentials(credentials: readonly FilledCredential[]): INodeCredentials {
	return Object.fromEntries(
		credentials.map(({ type }) => [type.name, { id: type.name, name: type.displayName }]),
	);
}

/** A workflow of these nodes. */
export function workflowOf(
	nodes: INode[],
	types: readonly INodeType[],
	connections: IConnections = {},
): Workflow {
	return new Workflow({
		id: 'workflow-1',
		name: 'Under test',
		nodes,
		connections,
		active: false,
		nodeTypes: nodeTypesOf(types),
		settings: { executionOrder: 'v1' },
	});
}
