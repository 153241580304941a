import type { Browser } from 'playwright-core';

import { descriptionOf, descriptions } from '../../support/descriptions';
import { AMONG_THE_FIRST, SEARCHES } from '../../support/searches';
import { PACKAGE } from '../../support/workflows';
import type { Editor } from '../editor';
import { NodeCreator } from '../nodeCreator';
import { openSession } from '../session';

let browser: Browser;
let editor: Editor;
let creator: NodeCreator;

beforeAll(async () => {
	({ browser, editor } = await openSession());
	creator = new NodeCreator(editor.page);
});

afterAll(async () => await browser.close());

/** n8n shows other lists before and after a workflow has its trigger. */
describe.each(['an empty canvas', 'a canvas with a trigger'])('the search on %s', (canvas) => {
	beforeAll(async () => {
		await editor.newWorkflow();
		if (canvas !== 'an empty canvas') {
			await creator.open();
			await creator.choose('Trigger manually');
			await editor.nodeOfType('n8n-nodes-base.manualTrigger').waitFor();
		}
		await creator.open();
	});

	test.each(SEARCHES)('finds by "%s" the node %s among the first', async (typed, node) => {
		const found = await creator.find(typed);
		expect(found.slice(0, AMONG_THE_FIRST)).toContain(descriptionOf(node).displayName);
	});
});

describe('each node can be added to the canvas', () => {
	test.each(descriptions.map((description) => [description.displayName, description] as const))(
		'%s',
		async (_name, description) => {
			await editor.newWorkflow();
			await creator.add(description);
			await editor.nodeOfType(`${PACKAGE}.${description.name}`).waitFor();
		},
	);
});
