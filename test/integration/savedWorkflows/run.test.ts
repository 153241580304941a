import type { INode, INodeType } from 'n8n-workflow';

import { savedBy, versions } from '../../savedWorkflows/files';
import { credentialTypes, nodeTypes } from '../../savedWorkflows/types';
import { runWorkflow } from '../../support/executeContext';
import { TriggerHost } from '../../support/triggerHost';
import { PACKAGE } from '../../support/workflows';

const types = nodeTypes();

/** Every credential, each field filled in. */
const credentials = credentialTypes().map((type) => ({
	type,
	data: Object.fromEntries(
		type.properties.map(({ name, default: value }) => [
			name,
			typeof value === 'string' && value !== '' ? value : 'https://vendor.example',
		]),
	),
}));

interface SavedNode {
	readonly label: string;
	readonly node: INode;
	readonly nodeType: INodeType;
}

const savedNodes: SavedNode[] = versions().flatMap((version) =>
	savedBy(version)
		.flatMap(([, { nodes }]) => nodes)
		.filter(({ type }) => type.startsWith(PACKAGE))
		.map((node) => ({
			label: `${version}, ${node.name}`,
			node,
			nodeType: types.get(node.type) as INodeType,
		})),
);

/** How often a trigger runs for a request that nobody has signed. */
async function runsOfStranger({ node, nodeType }: SavedNode): Promise<number> {
	const host = await TriggerHost.start({ nodeType, parameters: node.parameters, credentials });
	try {
		await host.post('{}', { 'content-type': 'application/json' });
		return host.executions.length;
	} finally {
		await host.close();
	}
}

test('every saved trigger answers a stranger and runs nothing, but for those that say that they take the unsigned', async () => {
	const triggers = savedNodes.filter(({ nodeType }) => nodeType.webhook);
	expect(triggers.length).toBeGreaterThan(0);
	for (const each of triggers) {
		const runs = await runsOfStranger(each);
		const takesUnsigned = /unsigned/i.test(JSON.stringify(each.node.parameters));
		if (!takesUnsigned) expect([each.label, runs]).toEqual([each.label, 0]);
	}
});

test('every saved preview of a Slack message runs', async () => {
	const previews = savedNodes.filter(({ node }) => node.parameters.operation === 'preview');
	expect(previews.length).toBeGreaterThan(0);
	for (const { label, node, nodeType } of previews) {
		const items = [{ json: { event: 'ticket.created', text: 'A text' } }];
		const { data } = await runWorkflow({ nodeType, parameters: node.parameters, items });
		expect([label, data.resultData.error?.message]).toEqual([label, undefined]);
	}
});
