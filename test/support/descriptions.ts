import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { n8n } from '../../package.json';

/** The nodes that package.json names, from their sources. */
export const nodeTypes: readonly INodeType[] = n8n.nodes.map(nodeIn);

/** Their descriptions. */
export const descriptions: readonly INodeTypeDescription[] = nodeTypes.map(
	({ description }) => description,
);

function nodeIn(compiled: string): INodeType {
	// Named whole, for a codex has the same name but for its end.
	const source = compiled.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const exported = require(`../../${source}`) as Record<string, new () => INodeType>;
	const [Node] = Object.values(exported);
	if (!Node) throw new Error(`${source} exports no node`);
	return new Node();
}

/** The description of the node with this name. */
export function descriptionOf(name: string): INodeTypeDescription {
	const found = descriptions.find((description) => description.name === name);
	if (!found) throw new Error(`There is no node ${name}`);
	return found;
}
