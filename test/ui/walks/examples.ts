/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import { exampleNames, loadExample, namedSettings } from '../../support/examples';
import { PACKAGE } from '../../support/workflows';
import type { Editor } from '../editor';
import { openSession } from '../session';

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

let browser: Browser;
let editor: Editor;
/** What the browser's console and its pages complained about. */
const complaints: string[] = [];

beforeAll(async () => {
	const session = await openSession();
	({ browser, editor } = session);
	// n8n gives a node that is imported the only credential of its type, but a new user has none.
	for (const { id } of await session.rest.credentials()) await session.rest.deleteCredential(id);
	editor.page.on('pageerror', ({ message }) => complaints.push(message));
	editor.page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(message.text());
	});
});

beforeEach(() => complaints.splice(0));

afterAll(async () => await browser.close());

test.each(exampleNames())(
	'%s is imported, and says of itself what is still to be set',
	async (name) => {
		const example = loadExample(name);
		const notes = example.nodes.filter(({ type }) => type === STICKY_NOTE);
		const nodes = example.nodes.filter(({ type }) => type !== STICKY_NOTE);

		await editor.newWorkflow();
		await editor.importFile(join(__dirname, '../../../examples', `${name}.json`));
		for (const node of nodes) await editor.node(node.name).waitFor();

		expect(await editor.unknownNodes()).toBe(0);
		const ours = nodes.filter(({ type }) => type.startsWith(`${PACKAGE}.`));
		const pictures = (await editor.pictures()).filter((path) => path.includes(PACKAGE));
		expect(pictures).toHaveLength(ours.length);

		const texts = await editor.stickyNotes();
		expect(texts).toHaveLength(notes.length);
		for (const text of texts) expect(text).not.toMatch(/\*\*|^#|undefined/m);
		expect(texts.join('\n')).toContain('What to set');

		// n8n cannot know of the rest, for which the example has values of its own.
		const credentials = namedSettings(example).filter((setting) =>
			setting.endsWith(', Credential'),
		);
		const marked: string[] = [];
		for (const node of nodes) {
			const issues = await editor.issuesOf(node.name);
			if (issues === undefined) continue;
			expect(issues).toMatch(/^Issues\s+Credentials for .+ are not set\.$/);
			marked.push(`${node.name}, Credential`);
		}
		expect(marked.sort()).toEqual(credentials.sort());
		expect(complaints).toEqual([]);
	},
);
