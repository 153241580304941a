import type { IDataObject, IPinData } from 'n8n-workflow';

import { itemsOf, untilExecutions } from '../support/executions';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import type { Workflow } from '../support/rest.types';
import { type BuiltWorkflow, NODES } from '../support/workflows';

/** A workflow of the tests that is open in the editor, as n8n's REST API sees it meanwhile. */
export class OpenWorkflow {
	private executions = 0;

	constructor(
		private readonly rest: RestClient,
		readonly id: string,
		private readonly built: BuiltWorkflow,
	) {}

	get testUrl(): string {
		return this.rest.url + this.built.testPath;
	}

	get productionUrl(): string {
		return this.rest.url + this.built.productionPath;
	}

	/**
	 * Waits until it has run once more, and ended well.
	 *
	 * @returns the items that reached the nodes behind the trigger's outputs
	 */
	async ran(): Promise<{ events: IDataObject[]; invalid: IDataObject[] }> {
		const all = await untilExecutions(this.rest, this.id, ++this.executions);
		const last = all.at(-1);
		if (last?.status !== 'success') throw new Error(`The execution ended with ${last?.status}`);
		return { events: itemsOf(last, NODES.forward), invalid: itemsOf(last, NODES.invalid) };
	}

	/** The editor saves by itself, some time later. */
	async untilPinnedDataIsSaved(): Promise<void> {
		const isSaved = async () => {
			const { pinData } = (await this.rest.getWorkflow(this.id)) as Workflow & {
				pinData?: IPinData;
			};
			return pinData?.[NODES.trigger] !== undefined;
		};
		await until(isSaved, { what: 'the pinned data to be saved' });
	}
}
