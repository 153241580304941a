/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import type { Browser, Locator } from 'playwright-core';

import { sharedWithTests, signInToShared } from '../../e2e/shared';
import { Stage } from '../../e2e/stage';
import { freshOpenWorkEvent } from '../../fixtures';
import { type OpenWorkSimulator, startOpenWork, startSlack } from '../../simulators';
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
	// n8n picks a credential that it finds, but a new user has none.
	for (const { id } of await rest.credentials()) await rest.deleteCredential(id);
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

/** Fills in the form of a credential, and saves it. n8n closes the form when its test of it is passed. */
async function saveCredential({ page }: Editor, fields: Record<string, string>): Promise<Locator> {
	const form = page.getByTestId('credential-edit-dialog');
	for (const [name, value] of Object.entries(fields)) {
		await form.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	}
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	return form;
}

test('the first automation takes less than five minutes', async () => {
	const slack = stage.keep(await startSlack());
	const webhookUrl = (await stage.overHttps(slack)).of(slack.addHook());
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
	await accepted.waitFor({ state: 'hidden' });
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
	await page.getByText('Connect to Slack Webhook').click();
	await (await saveCredential(editor, { webhookUrl })).waitFor({ state: 'hidden' });
	await new NodePanel(page.getByTestId('ndv')).close();
	step('Slack Notification added, with its credential');

	await page.getByTestId('workflow-open-publish-modal-button').click();
	await page.getByTestId('workflow-publish-button').click();
	await warn(/^\/webhook\//);
	expect((await stage.posted(slack, 1))[0]).toContain('Phone appears offline');
	step('published, and a warning is in Slack');

	await page.getByRole('button', { name: 'Got it' }).click();
	await page.getByTestId('radio-button-executions').click();
	const listed = page.getByTestId('executions-sidebar');
	await until(async () => /Succeeded in.*Succeeded in/s.test(await listed.innerText()), {
		what: 'both executions in the list',
	});
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
