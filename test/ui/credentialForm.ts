import type { Locator, Page, Response } from 'playwright-core';

import { until } from '../support/poll';

/** What the form says once n8n has tested a credential. */
export interface CredentialAnswer {
	readonly passed: boolean;
	/** All that it shows. */
	readonly text: string;
}

const PASSED = 'Connection tested successfully';
const FAILED = 'Couldn’t connect with these settings';

/** n8n's form of a credential. */
export class CredentialForm {
	private readonly form: Locator;

	constructor(private readonly page: Page) {
		this.form = page.getByTestId('credential-edit-dialog');
	}

	/** Opens the form of a new credential on n8n's page of all credentials, by the name of its type. */
	static async create(page: Page, url: string, displayName: string): Promise<CredentialForm> {
		await page.goto(`${url}/home/credentials/create`);
		await page.getByTestId('new-credential-type-select').locator('input').fill(displayName);
		await page.getByRole('option', { name: displayName, exact: true }).click();
		await page.getByTestId('new-credential-type-button').click();
		const form = new CredentialForm(page);
		await form.form.waitFor();
		return form;
	}

	/** Fills in fields, by their names in the credential. */
	async fill(fields: Readonly<Record<string, string>>): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			await this.form.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
		}
	}

	/** Presses Save, or Retry where nothing has changed. n8n tests the credential and shows what came of it, which is read. */
	async test(): Promise<CredentialAnswer> {
		const tested = this.page.waitForResponse(isTest);
		const again = this.form.getByRole('button', { name: 'Retry', exact: true });
		await this.saveButton.or(again).first().click();
		const { data } = (await (await tested).json()) as { data: { status: string; message: string } };
		const passed = data.status === 'OK';
		await this.form.getByText(passed ? PASSED : FAILED).waitFor();
		if (!passed) {
			// What was said of the values before may still stand there.
			await until(async () => (await this.text()).includes(data.message), {
				what: `the form to say: ${data.message}`,
			});
		}
		return { passed, text: await this.text() };
	}

	private get saveButton(): Locator {
		return this.page.getByRole('button', { name: 'Save', exact: true });
	}

	private async text(): Promise<string> {
		const more = this.form.getByText('More details', { exact: true });
		if (await more.isVisible()) await more.click();
		return await this.form.innerText();
	}
}

function isTest(response: Response): boolean {
	return response.url().endsWith('/rest/credentials/test');
}
