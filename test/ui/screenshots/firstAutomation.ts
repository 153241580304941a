import { freshOpenWorkEvent } from '../../fixtures';
import { type OpenWorkSimulator, startOpenWork, startSlack } from '../../simulators';
import { until } from '../../support/poll';
import { NodePanel } from '../editor';
import { NodeCreator } from '../nodeCreator';
import type { Scene, Studio } from './studio';

const EVENT = 'app:health_warning';

/** Has OpenWork tell of a warning, once it knows where n8n waits for it. */
async function warn(openWork: OpenWorkSimulator, path: RegExp): Promise<void> {
	const [id] = await until(
		() => [...openWork.hooks].find(([, { url }]) => path.test(new URL(url).pathname)),
		{ what: 'the webhook in OpenWork' },
	);
	await openWork.deliver(id, freshOpenWorkEvent(EVENT), { maxAttempts: 1 });
}

async function playIt({ editor, camera, stage }: Studio): Promise<void> {
	const openWork = stage.keep(await startOpenWork());
	const slack = stage.keep(await startSlack());
	const webhookUrl = (await stage.overHttps(slack)).of(slack.addHook());
	const { page } = editor;
	await page.setViewportSize({ width: 1280, height: 800 });
	const creator = new NodeCreator(page);
	const panel = new NodePanel(page.getByTestId('ndv'));
	const form = page.getByTestId('credential-edit-dialog');
	const fill = async (field: string, value: string) =>
		await form.getByTestId(`parameter-input-${field}`).locator('input').fill(value);
	const save = async () => await page.getByRole('button', { name: 'Save', exact: true }).click();

	await editor.newWorkflow();
	await creator.open();
	await creator.find('health warning');
	await camera.take('find-the-trigger');
	await creator.choose('OpenWork');
	await page.getByText('On app health warning').first().scrollIntoViewIfNeeded();
	await camera.take('choose-the-event');
	await creator.choose('On app health warning');

	await page.getByText('Connect to OpenWork').click();
	await fill('baseUrl', openWork.url);
	await fill('token', openWork.token);
	await save();
	await form.waitFor({ state: 'hidden' });
	await page.getByTestId('credential-edit-button').click();
	await form.waitFor();
	await camera.take('connect-openwork');
	// It closes the panel of the node, too.
	await page.keyboard.press('Escape');
	await form.waitFor({ state: 'hidden' });
	await editor.openNode('OpenWork Trigger');

	await page.getByTestId('node-execute-button').click();
	await warn(openWork, /^\/webhook-test\//);
	await panel.untilShown(EVENT);
	await page.getByTestId('output-panel').getByText('Schema', { exact: true }).click();
	await camera.take('first-event');
	await panel.close();

	await editor.node('OpenWork Trigger').getByTestId('canvas-handle-plus').first().click();
	await creator.find('slack notification');
	await creator.choose('Slack Notification');
	await creator.choose('Send message');
	await page.getByText('Connect to Slack Webhook').click();
	await fill('webhookUrl', webhookUrl);
	await save();
	await form.waitFor({ state: 'hidden' });
	await camera.take('slack-notification');
	await panel.close();

	await page.getByTestId('workflow-open-publish-modal-button').click();
	await page.getByTestId('workflow-publish-button').click();
	await page.getByRole('button', { name: 'Got it' }).waitFor();
	await camera.take('published');
	await page.getByRole('button', { name: 'Got it' }).click();
	await warn(openWork, /^\/webhook\//);
	await until(() => slack.messages.length > 0, { what: 'the message in Slack' });
	await page.getByTestId('radio-button-executions').click();
	const listed = page.getByTestId('executions-sidebar');
	await until(async () => /Succeeded in.*Succeeded in/s.test(await listed.innerText()), {
		what: 'both executions in the list',
	});
	await camera.take('executions');
}

/** The README's five minutes, step by step. */
export const firstAutomation: Scene = {
	images: [
		'find-the-trigger',
		'choose-the-event',
		'connect-openwork',
		'first-event',
		'slack-notification',
		'published',
		'executions',
	],
	play: playIt,
};
