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

	/** Switches on or off. */
	async toggle(name: string): Promise<void> {
		await this.field(name).locator('.el-switch').click();
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
