/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import type { Browser, Locator } from 'playwright-core';

import { sharedWithTests, signInToShared } from '../../e2e/shared';
import { Stage } from '../../e2e/stage';
import { freshOpenWorkEvent } from '../../fixtures';
import { type OpenWorkSimulator, startOpenWork } from '../../simulators';
import { untilExecutions } from '../../support/executions';
import { until } from '../../support/poll';
import { owner, type RestClient } from '../../support/rest';
import { openBrowser } from '../browser';
import { Editor, NodePanel } from '../editor';
import { NodeCreator } from '../nodeCreator';

/** What the README promises (s). */
const FIVE_MINUTES = 300;
const EVENT = 'app:health_warning';

let rest: RestClient;
let browser: Browser;
let stage: Stage;
let openWork: OpenWorkSimulator;

beforeAll(async () => {
	rest = await signInToShared();
	browser = await openBrowser();
	stage = new Stage(rest);
	openWork = stage.keep(await startOpenWork());
});

afterAll(async () => {
	await browser.close();
	await stage.close();
});

/** Has OpenWork tell of a warning, once it knows where n8n waits for it. */
async function warn(path: RegExp): Promise<void> {
	const [id] = await until(
		() => [...openWork.hooks].find(([, { url }]) => path.test(new URL(url).pathname)),
		{ what: 'the webhook in OpenWork' },
	);
	const { attempts } = await openWork.deliver(id, freshOpenWorkEvent(EVENT), { maxAttempts: 1 });
	expect(attempts[0]?.status).toBe(200);
}

/** The form of a credential: fills it in, saves it, and reads n8n's answer. */
async function saveCredential(editor: Editor, fields: Record<string, string>): Promise<Locator> {
	const { page } = editor;
	for (const [name, value] of Object.entries(fields)) {
		const form = page.getByTestId('credential-edit-dialog');
		await form.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	}
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	return page.getByTestId('node-credentials-config-container');
}

async function closeCredential({ page }: Editor): Promise<void> {
	await page.keyboard.press('Escape');
	await page.getByTestId('credential-edit-dialog').waitFor({ state: 'hidden' });
}

test('the first automation takes less than five minutes', async () => {
	const { slack, credential } = await stage.slackChannel();
	const begun = Date.now();
	let before = begun;
	const times: string[] = [];
	const step = (what: string) => {
		times.push(`${((Date.now() - before) / 1000).toFixed(1).padStart(6)} s  ${what}`);
		before = Date.now();
	};

	const editor = await Editor.signIn(browser, sharedWithTests().url, owner);
	const { page } = editor;
	const creator = new NodeCreator(page);
	await editor.newWorkflow();
	step('signed in, a new workflow');

	await creator.open();
	await creator.find('health warning');
	await creator.choose('OpenWork');
	await creator.choose('On app health warning');
	const trigger = new NodePanel(page.getByTestId('ndv'));
	step('OpenWork Trigger found and added');

	await page.getByText('Connect to OpenWork').click();
	const refused = await saveCredential(editor, { baseUrl: openWork.url, token: 'wrong' });
	await refused.getByText('Couldn’t connect with these settings').waitFor();
	const accepted = await saveCredential(editor, { token: openWork.token });
	await accepted.getByText('Connection tested successfully').waitFor();
	await closeCredential(editor);
	step('its credential created, after a wrong one');

	await page.getByTestId('node-execute-button').click();
	await warn(/^\/webhook-test\//);
	await trigger.untilShown(EVENT);
	await trigger.close();
	step('the first event seen');

	await editor.node('OpenWork Trigger').getByTestId('canvas-handle-plus').first().click();
	await creator.find('slack notification');
	await creator.choose('Slack Notification');
	await creator.choose('Send message');
	await page.getByTestId('ndv').waitFor();
	await page.getByTestId('node-credentials-select').waitFor();
	step(`Slack Notification added, with ${credential.name}`);
	await new NodePanel(page.getByTestId('ndv')).close();

	await page.getByTestId('workflow-open-publish-modal-button').click();
	await page.getByTestId('workflow-publish-button').click();
	await warn(/^\/webhook\//);
	expect((await stage.posted(slack, 1))[0]).toContain('Health');
	step('published, and a warning is in Slack');

	await page.getByTestId('radio-button-executions').click();
	await page.getByText(/Succeeded in/).nth(1).waitFor();
	const id = /\/workflow\/([^/?]+)/.exec(page.url())?.[1] ?? '';
	const executions = await untilExecutions(rest, id, 2);
	expect(executions.map(({ mode, status }) => [mode, status])).toEqual([
		['manual', 'success'],
		['webhook', 'success'],
	]);
	step('the execution found');

	await rest.deactivate(id);
	const seconds = Math.round((before - begun) / 1000);
	process.stderr.write(`${times.join('\n')}\n${String(seconds).padStart(4)}   s  in all\n`);
	expect(seconds).toBeLessThan(FIVE_MINUTES);
});
