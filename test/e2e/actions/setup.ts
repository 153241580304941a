import type { IDataObject } from 'n8n-workflow';

import { itemsOf, untilExecutions } from '../../support/executions';
import type { RestClient } from '../../support/rest';
import type { Credential } from '../../support/rest.types';
import { NODES, type Step, stepsWorkflow } from '../../support/workflows';
import { Stage } from '../stage';

export const SECRET = 'a secret of the tests, long enough';

/** A stage on which actions of the nodes run, one after the other. */
export class ActionStage extends Stage {
	/** @param ran takes the types of the nodes that ran */
	constructor(
		rest: RestClient,
		private readonly ran: Set<string>,
	) {
		super(rest);
	}

	/** Runs the steps once, as the button "Execute workflow" does, and gives each step's items by its name. */
	async run(title: string, steps: Step[]): Promise<Record<string, IDataObject[]>> {
		const workflow = stepsWorkflow(`End to end: ${title}`, steps);
		for (const { type } of workflow.nodes) this.ran.add(type);
		const { id } = await this.rest.createWorkflow(workflow);
		await this.rest.executeWorkflow(id, NODES.trigger);
		const [execution] = await untilExecutions(this.rest, id, 1);
		expect(execution?.data.resultData.error).toBeUndefined();
		expect(execution?.status).toBe('success');
		return Object.fromEntries(
			steps.map(({ name }) => [name, execution ? itemsOf(execution, name) : []]),
		);
	}
}

/** Makes the steps of one node type, with the same credentials. */
export function stepsOf(type: string, credentials: Credential[]) {
	return (name: string, resource: string, operation: string, fields: IDataObject = {}): Step => ({
		name,
		type,
		parameters: { resource, operation, ...fields },
		credentials,
	});
}

/** A record chosen by its id, as n8n keeps it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
