import { sublimeSearch } from '@n8n/utils/search/sublime-search';

import { PACKAGE } from '../support/workflows';
import { signInToShared } from './shared';

/** What people type who need this package, and the node that has to be among the first three entries. */
const SEARCHES: ReadonlyArray<readonly [typed: string, node: string]> = [
	['missive', 'missive'],
	['label change', 'missive'],
	['openwork', 'openWork'],
	['health warning', 'openWork'],
	['conversation api', 'conversation'],
	['gaife', 'conversation'],
	['support ticket', 'supportAutoresponder'],
	['ticket escalated', 'supportAutoresponder'],
	['autoresponder', 'supportAutoresponder'],
	['slack incoming webhook', 'slackNotification'],
	['signed webhook', 'signedWebhook'],
	['webhook signature', 'signedWebhook'],
	['verify signature', 'verifyWebhook'],
	['verify webhook', 'verifyWebhook'],
	['send webhook', 'signedWebhook'],
	['outgoing webhook', 'signedWebhook'],
	['hmac', 'signedWebhook'],
	['retry webhook', 'signedWebhook'],
	['webhook retry', 'signedWebhook'],
	['webhook deduplication', 'signedWebhook'],
	['replay protection', 'signedWebhook'],
	['dead letter', 'signedWebhook'],
	['standard webhooks', 'signedWebhook'],
	['stripe webhook', 'signedWebhook'],
	['github webhook', 'signedWebhook'],
	['shopify webhook', 'signedWebhook'],
	['twilio webhook', 'signedWebhook'],
	['confirm webhook', 'confirmWebhook'],
];
const AMONG_THE_FIRST = 3;

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
