import { sublimeSearch } from '@n8n/utils/search/sublime-search';

import { AMONG_THE_FIRST, SEARCHES } from '../support/searches';
import { PACKAGE } from '../support/workflows';
import { signInToShared } from './shared';

interface NodeType {
	readonly name: string;
	readonly displayName: string;
	readonly hidden?: boolean;
	readonly codex?: { readonly alias?: readonly string[] };
}

/**
 * As n8n's panel lists them (useActionsGeneration): each node once, whatever versions it has, and a trigger not by
 * itself where there is an action node of its name, whose words alone count.
 */
function entries(nodeTypes: readonly NodeType[]): Array<{ key: string; properties: NodeType }> {
	const byName = new Map(
		nodeTypes.filter(({ hidden }) => !hidden).map((type) => [type.name, type]),
	);
	return [...byName.values()]
		.filter(({ name }) => !name.endsWith('Trigger') || !byName.has(name.replace(/Trigger$/, '')))
		.map((properties) => ({ key: properties.name, properties }));
}

let all: ReturnType<typeof entries>;

beforeAll(async () => {
	all = entries((await (await signInToShared()).nodeTypes()) as unknown as NodeType[]);
});

// With the editor's own search, which the browser tests see at work.
test.each(SEARCHES)('"%s" finds %s', (typed, node) => {
	const found = sublimeSearch(typed, all).map(({ item }) => item.key);
	expect(found.slice(0, AMONG_THE_FIRST)).toContain(`${PACKAGE}.${node}`);
});
