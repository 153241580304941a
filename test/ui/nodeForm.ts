import type { Locator, Page } from 'playwright-core';

/** The fields in the middle of a node's panel. */
export class NodeForm {
	private readonly fields: Locator;

	constructor(private readonly page: Page) {
		this.fields = page.getByTestId('ndv').getByTestId('node-parameters');
	}

	/** The input of a field, by its name in the node. */
	field(name: string): Locator {
		return this.fields.getByTestId(`parameter-input-${name}`);
	}

	/** Chooses from a drop-down list by what stands there. */
	async choose(name: string, option: string): Promise<void> {
		await this.field(name).locator('input').click();
		await this.pick(option);
	}

	/** Adds one of the fields that a collection offers. */
	async add(collection: string, field: string): Promise<void> {
		const offered = this.fields
			.getByTestId('parameter-item')
			.filter({ has: this.page.locator(`label[for="${collection}"]`) })
			.getByTestId('collection-parameter-add');
		await offered.locator('input').click();
		await this.pick(field);
	}

	/** Types into a field of text or a number. */
	async type(name: string, value: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(value);
	}

	/** Switches a field to an expression and enters it, without the braces around it. */
	async express(name: string, expression: string): Promise<void> {
		const input = this.page.getByTestId(`parameter-input-${name}`);
		const item = this.fields.getByTestId('parameter-item').filter({ has: input });
		// n8n shows the switch only under the mouse.
		await item.hover();
		await item.getByTestId('radio-button-expression').click();
		const editor = this.field(name).locator('.cm-content');
		await editor.click();
		// Typed key by key, n8n would close the braces by itself.
		await this.page.keyboard.insertText(`{{ ${expression} }}`);
		await editor.getByText(expression).waitFor();
	}

	/** Switches on or off. */
	async toggle(name: string): Promise<void> {
		await this.field(name).locator('.el-switch').click();
	}

	/** Enters the value of a resource locator, by the name of one of its modes. */
	async locate(name: string, mode: string, value: string): Promise<void> {
		const locator = this.fields.getByTestId(`resource-locator-${name}`);
		await locator.getByTestId('rlc-mode-selector').click();
		await this.page.getByTestId(`mode-${mode}`).filter({ visible: true }).click();
		await locator.locator('input[data-test-id="rlc-input"]').fill(value);
	}

	/** Chooses one of several from a list that stays open, and closes it. */
	async tick(name: string, option: string): Promise<void> {
		const list = this.field(name).locator('.el-select');
		await list.click();
		await this.pick(option);
		await list.click();
	}

	/** The names of the fields that are shown. */
	async names(): Promise<string[]> {
		const labels = this.fields.locator('label[for]:visible');
		return await labels.evaluateAll((all) => all.map((label) => label.getAttribute('for') ?? ''));
	}

	/** The names of the fields with a red mark. */
	async issues(): Promise<string[]> {
		const marked = this.fields
			.getByTestId('parameter-item')
			.filter({ has: this.page.getByTestId('parameter-issues') })
			.locator('label[for]:visible');
		return await marked.evaluateAll((all) => all.map((label) => label.getAttribute('for') ?? ''));
	}

	/** Labels, hints and the texts of empty lists. */
	async labels(): Promise<string[]> {
		const texts = this.fields.locator(
			'label:visible, [data-test-id="parameter-input-hint"]:visible, .n8n-text:visible',
		);
		return await texts.allInnerTexts();
	}

	/** The texts of the notices that are shown. */
	async notices(): Promise<string[]> {
		return await this.fields.locator('.notice:visible').allInnerTexts();
	}

	private async pick(option: string): Promise<void> {
		const name = this.page.locator('.option-headline').getByText(option, { exact: true });
		const listed = this.page.getByRole('option').filter({ has: name });
		const plain = this.page.getByRole('option', { name: option, exact: true });
		await listed.or(plain).filter({ visible: true }).first().click();
	}
}
