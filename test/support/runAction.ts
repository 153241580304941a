import type { IExecuteFunctions, INodeExecutionData, INodeType, IRun } from 'n8n-workflow';

import type { ActionTable } from '../../nodes/shared/action/operation';
import { type ActionClock, runAction } from '../../nodes/shared/action/run';
import { ManualClock } from '../simulators';
import { executeContext, type ExecuteSetup, runWorkflow } from './executeContext';

/** An action node and what it runs on. */
export interface ActionSetup extends ExecuteSetup {
	readonly table: ActionTable;
	/** Default: jumps to the end of each wait. */
	readonly clock?: ManualClock;
}

/** Runs an action node in n8n-core's context, by a clock of the test, and gives its items. */
export async function runActionNode(setup: ActionSetup): Promise<INodeExecutionData[]> {
	const [items] = await runAction(executeContext(setup), setup.table, clockOf(setup));
	return items ?? [];
}

/** Runs an action node in a workflow, by a clock of the test. */
export async function runActionWorkflow(setup: ActionSetup): Promise<IRun> {
	const nodeType: INodeType = Object.assign(Object.create(setup.nodeType) as INodeType, {
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return await runAction(this, setup.table, clockOf(setup));
		},
	});
	return await runWorkflow({ ...setup, nodeType });
}

function clockOf({ clock = new ManualClock(undefined, { auto: true }) }: ActionSetup): ActionClock {
	return {
		nowMs: () => clock.now(),
		sleep: async (ms, signal) => await clock.sleep(ms, signal),
	};
}
