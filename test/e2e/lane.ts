import type { Lane } from '../support/lanes';
import type { RestClient } from '../support/rest';
import { type BuiltWorkflow, triggerWorkflow } from '../support/workflows';

/** A lane whose workflow is active in n8n. */
export interface OpenLane extends BuiltWorkflow {
	lane: Lane;
	workflowId: string;
}

const opened: Array<() => Promise<void>> = [];

/** Starts the lane's vendor, creates credential and workflow, activates it, and registers by hand where that is due. */
export async function openLane(
	start: () => Promise<Lane>,
	rest: RestClient,
	after?: Parameters<typeof triggerWorkflow>[2],
): Promise<OpenLane> {
	const lane = await start();
	opened.push(async () => await lane.close());
	const credential = await rest.createCredential(lane.credential.type, lane.credential.data);
	const built = triggerWorkflow(
		`End to end: ${lane.title}`,
		{ ...lane.trigger, credentials: [credential] },
		after,
	);
	const { id: workflowId } = await rest.createWorkflow(built.workflow);
	await rest.activate(workflowId);
	opened.push(async () => await rest.deactivate(workflowId));
	await lane.setUp?.(rest.url + built.productionPath);
	return { ...built, lane, workflowId };
}

/** For afterEach: deactivates what the test activated, and ends its vendors. */
export async function closeLanes(): Promise<void> {
	while (opened.length > 0) await opened.pop()?.();
}
