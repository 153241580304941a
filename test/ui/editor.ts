import { type Browser, type Locator, type Page, selectors } from 'playwright-core';

import type { owner } from '../support/rest';

// n8n marks what its own browser tests look for.
selectors.setTestIdAttribute('data-test-id');

/** How long the editor may take for one thing (ms). */
const PATIENCE_MS = 30_000;

/** n8n's editor in a browser, with a user signed in. It does what a hand would do, and waits for what an eye would see. */
export class Editor {
	private constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	/**
	 * Opens n8n and signs in by its form.
	 *
	 * @param url n8n's, without a trailing slash
	 */
	static async signIn(
		browser: Pick<Browser, 'newPage'>,
		url: string,
		{ email, password }: typeof owner,
	): Promise<Editor> {
		const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
		page.setDefaultTimeout(PATIENCE_MS);
		await page.goto(`${url}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(email);
		await page.locator('input[name=password]').fill(password);
		await page.getByTestId('form-submit-button').click();
		await page.waitForURL(({ pathname }) => pathname !== '/signin');
		return new Editor(page, url);
	}

	async close(): Promise<void> {
		await this.page.close();
	}

	/** Opens a workflow and waits until its nodes are there. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Opens a workflow without nodes, which n8n saves with its first one. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').first().waitFor();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** @param type with the name of its package before it */
	nodeOfType(type: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-type="${type}"]`);
	}

	/** Opens the panel of a node. */
	async openNode(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		const panel = this.page.getByTestId('ndv');
		await panel.waitFor();
		return new NodePanel(panel);
	}

	/** Presses Execute workflow. */
	async execute(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
	}

	/** Presses Execute workflow, and waits until n8n listens for a test event. */
	async listen(): Promise<void> {
		await this.execute();
		await this.stopListeningButton.waitFor();
	}

	/** Whether it still waits for a test event. */
	async isListening(): Promise<boolean> {
		return await this.stopListeningButton.isVisible();
	}

	/** Publishes the workflow, and closes what n8n says then. */
	async publish(): Promise<void> {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		await this.page.getByTestId('workflow-publish-button').click();
		await this.page.getByRole('button', { name: 'Got it' }).click();
	}

	/** Opens the tab of executions, and gives the list of them. */
	async executions(): Promise<Locator> {
		await this.page.getByTestId('radio-button-executions').click();
		return this.page.getByTestId('executions-sidebar');
	}

	/** What n8n says is wrong with a node, or still has to be set; undefined when it has no mark. */
	async issuesOf(name: string): Promise<string | undefined> {
		const node = this.node(name);
		const mark = node.getByTestId('node-issues').or(node.getByTestId('node-setup-required'));
		if ((await mark.count()) === 0) return undefined;
		await mark.hover();
		const tip = this.page.locator('.titled-list');
		await tip.waitFor();
		const text = await tip.innerText();
		await this.page.mouse.move(0, 0);
		await tip.waitFor({ state: 'hidden' });
		return text;
	}

	/** Draws a line from the first output of a node to the input of another. */
	async connect(from: string, to: string): Promise<void> {
		const plus = this.node(from).getByTestId('canvas-handle-plus').first();
		await plus.hover();
		await this.page.mouse.down();
		const input = this.node(to).locator('[data-handleid="inputs/main/0"]');
		const { x = 0, y = 0, width = 0, height = 0 } = (await input.boundingBox()) ?? {};
		// The line follows the mouse, and ends where it is let go.
		await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 10 });
		await this.page.mouse.up();
		await plus.waitFor({ state: 'hidden' });
	}

	private get stopListeningButton(): Locator {
		return this.page.getByTestId('stop-execution-waiting-for-webhook-button');
	}
}

/** The panel of a node that is open. */
export class NodePanel {
	private readonly output: Locator;

	constructor(private readonly panel: Locator) {
		this.output = panel.getByTestId('output-panel');
	}

	async close(): Promise<void> {
		await this.panel.getByTestId('ndv-close-button').click();
		await this.panel.waitFor({ state: 'hidden' });
	}

	/** Presses Execute step. */
	async execute(): Promise<void> {
		await this.panel.getByTestId('node-execute-button').click();
	}

	/** What the output says of a run that failed: its message, and its description in the lines that an eye sees. */
	async error(): Promise<{ message: string; lines: string[] }> {
		const message = await this.output.getByTestId('node-error-message').innerText();
		const description = await this.output.getByTestId('node-error-description').innerText();
		return { message: message.trim(), lines: description.split('\n').map((line) => line.trim()) };
	}

	/** Where a link in the hints of the output leads to. */
	async linkInHint(text: string): Promise<string | null> {
		const hints = this.output.getByTestId('run-data-hints');
		return await hints.getByRole('link', { name: text }).getAttribute('href');
	}

	/** "set mock data": the items are pinned. */
	async setMockData(items: readonly object[]): Promise<void> {
		await this.output.getByText('set mock data', { exact: true }).click();
		await this.write(items);
	}

	/** The pencil: what is shown is replaced and pinned. */
	async edit(items: readonly object[]): Promise<void> {
		await this.output.getByTestId('ndv-edit-pinned-data').click();
		await this.write(items);
	}

	/** The pin: what is shown stays. */
	async pin(): Promise<void> {
		await this.pinButton.click();
		await this.untilPinned();
	}

	async unpin(): Promise<void> {
		await this.output.getByTestId('ndv-unpin-data').click();
		await this.output.getByTestId('ndv-pinned-data-callout').waitFor({ state: 'hidden' });
	}

	/** Whether n8n offers to pin what is shown. */
	async canBePinned(): Promise<boolean> {
		return (await this.pinButton.isVisible()) && (await this.pinButton.isEnabled());
	}

	/** The names of the outputs that have tabs, with the number of their items: `Events Branch (1 item)`. */
	async outputs(): Promise<string[]> {
		const tabs = this.output.getByTestId('branches').locator('[data-test-id^="tab-"]');
		await tabs.first().waitFor();
		return (await tabs.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
	}

	/** Shows another output. */
	async chooseOutput(name: string): Promise<void> {
		await this.output.getByTestId('branches').getByText(name).click();
	}

	/** Waits until a text stands in the data that is shown. */
	async untilShown(text: string): Promise<void> {
		await this.output.getByTestId('ndv-data-container').getByText(text).first().waitFor();
	}

	private get pinButton(): Locator {
		return this.output.getByTestId('ndv-pin-data');
	}

	private async write(items: readonly object[]): Promise<void> {
		await this.output.locator('.cm-content').fill(JSON.stringify(items, null, 2));
		await this.output.getByRole('button', { name: 'Save' }).click();
		await this.untilPinned();
	}

	private async untilPinned(): Promise<void> {
		await this.output.getByTestId('ndv-pinned-data-callout').waitFor();
	}
}
