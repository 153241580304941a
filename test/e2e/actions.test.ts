import manifest from '../../package.json';
import { exampleNames, loadExample } from '../support/examples';
import type { RestClient } from '../support/rest';
import { PACKAGE } from '../support/workflows';
import { conversationActions } from './actions/conversation';
import { missiveActions } from './actions/missive';
import { openWorkActions } from './actions/openWork';
import { ActionStage } from './actions/setup';
import { slackNotificationActions } from './actions/slackNotification';
import { supportAutoresponderActions } from './actions/supportAutoresponder';
import { signInToShared } from './shared';

/** The types of the nodes that ran here. */
const ran = new Set<string>();

let rest: RestClient;

beforeAll(async () => {
	rest = await signInToShared();
});

test.each(
	Object.entries({
		...missiveActions,
		...openWorkActions,
		...conversationActions,
		...supportAutoresponderActions,
		...slackNotificationActions,
	}),
)('%s', async (_title, run) => {
	const stage = new ActionStage(rest, ran);
	try {
		await run(stage);
	} finally {
		await stage.close();
	}
});

test('every node of the package is run here or in an example', () => {
	const examples = exampleNames().flatMap((name) => loadExample(name).nodes);
	const types = new Set([...ran, ...examples.map(({ type }) => type)]);

	for (const path of manifest.n8n.nodes) {
		const className = String(/(\w+)\.node\.js$/.exec(path)?.[1]);
		const name = className.charAt(0).toLowerCase() + className.slice(1);
		expect(types).toContain(`${PACKAGE}.${name}`);
	}
});
