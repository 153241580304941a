import type { INode } from 'n8n-workflow';

import { itemsOf, untilExecutions } from '../support/executions';
import { openWorkLane, type Lane } from '../support/lanes';
import type { RestClient } from '../support/rest';
import { NODES, triggerWorkflow } from '../support/workflows';
import { signInToShared } from './shared';

let rest: RestClient;
let lane: Lane;

beforeAll(async () => {
	rest = await signInToShared();
});

beforeEach(async () => {
	lane = await openWorkLane();
});

afterEach(async () => await lane.close());

const INVALID = { body: '{"event":{"id":"evt-1"}}' };

/** n8n's editor offers the setting for no trigger; a workflow that was written by hand or imported can have it. */
test.each<NonNullable<INode['onError']>>([
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
])('with On Error %s an item leaves by the output that is its own', async (onError) => {
	const credential = await rest.createCredential(lane.credential.type, lane.credential.data);
	const { workflow } = triggerWorkflow(`On Error: ${onError}`, {
		...lane.trigger,
		credentials: [credential],
	});
	const nodes = workflow.nodes.map((node) =>
		node.name === NODES.trigger ? { ...node, onError } : node,
	);
	const { id } = await rest.createWorkflow({ ...workflow, nodes });
	await rest.activate(id);

	for (const overrides of [{}, INVALID]) {
		const { attempts } = await lane.deliver(overrides);
		expect(attempts[0]).toMatchObject({ status: 200, body: '{"received":true}' });
	}

	const [event, invalid] = await untilExecutions(rest, id, 2);
	for (const execution of [event, invalid]) expect(execution?.status).toBe('success');
	const ran = (execution: typeof event) =>
		[NODES.forward, NODES.invalid].map((name) => execution && itemsOf(execution, name).length);
	expect([ran(event), ran(invalid)]).toEqual([
		[1, 0],
		[0, 1],
	]);
	await rest.deactivate(id);
});
