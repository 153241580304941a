import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import type { Locator, Page } from 'playwright-core';

import { triggerEntries } from '../support/nodePanel';
import { until } from '../support/poll';

/** What n8n's list begins with before anything is typed: for the trigger of a workflow, and for its other nodes. */
const WITHOUT_A_PHRASE = ['Trigger manually', 'AI'];

/** n8n's list of nodes, in which its user searches. */
export class NodeCreator {
	private readonly list: Locator;

	constructor(private readonly page: Page) {
		this.list = page.getByTestId('node-creator');
	}

	/** Opens it on a canvas, with nodes or without any. */
	async open(): Promise<void> {
		const first = this.page.getByTestId('canvas-add-button');
		const more = this.page.getByTestId('node-creator-plus-button');
		await first.or(more).first().click();
		await this.search.waitFor();
	}

	/**
	 * Types a phrase.
	 *
	 * @returns the names of the nodes that n8n finds, in its order; none when it says that there are none
	 */
	async find(phrase: string): Promise<string[]> {
		// n8n searches a moment after the typing: what it lists without a phrase has to come, and to go.
		await this.search.fill('');
		await until(async () => await this.listsCategories(), { what: 'the list without a phrase' });
		await this.search.fill(phrase);
		await until(async () => !(await this.listsCategories()), { what: `what "${phrase}" finds` });
		const none = this.list.getByTestId('node-creator-no-results');
		await this.entries.first().or(none).waitFor();
		return await this.names();
	}

	/** Chooses what it shows by its name: a node, or what a node does. */
	async choose(name = ''): Promise<void> {
		await click(
			this.list.getByTestId('node-creator-item-name').getByText(name, { exact: true }).first(),
		);
	}

	/**
	 * Adds a node to an empty canvas by the first thing that it does. n8n lists a trigger under the action node of its
	 * name, unless that has no operations.
	 */
	async add(description: INodeTypeDescription): Promise<void> {
		const { displayName, group } = description;
		await this.open();
		const isListed = (await this.find(displayName)).includes(displayName);
		await this.choose(isListed ? displayName : displayName.replace(/ Trigger$/, ''));
		const adding = this.list.getByText('Add to workflow');
		const actions = this.list
			.getByTestId('node-creator-category-item')
			.filter({ hasText: /^Actions/ });
		await adding.or(actions).first().waitFor();
		if (await adding.isVisible()) return await adding.click();
		if (group.includes('trigger')) return await this.choose(triggerEntries(description)[0]?.text);
		// Folded, unless n8n has no triggers to show but some of its own.
		const others = this.list.getByTestId('actions-panel-no-triggers-callout');
		if (!(await others.isVisible())) await actions.click();
		await this.choose(firstAction(description));
	}

	private async listsCategories(): Promise<boolean> {
		const [first = ''] = await this.names();
		return WITHOUT_A_PHRASE.includes(first);
	}

	private async names(): Promise<string[]> {
		return await this.entries.getByTestId('node-creator-item-name').allInnerTexts();
	}

	private get search(): Locator {
		return this.list.getByTestId('node-creator-search-bar');
	}

	private get entries(): Locator {
		return this.list.getByTestId('item-iterator-item');
	}
}

/** n8n moves the list down once it has read about the package; what a mouse pressed before is not what it lets go. */
async function click(name: Locator): Promise<void> {
	await name.dispatchEvent('click');
}

/** What n8n calls the first operation of a node. */
function firstAction({ properties }: INodeTypeDescription): string {
	const operations = properties.find(({ name }) => name === 'operation')?.options;
	return (operations as INodePropertyOptions[])[0]?.action ?? '';
}
