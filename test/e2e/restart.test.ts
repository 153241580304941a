import { untilExecutions } from '../support/executions';
import { ensureHost } from '../support/host';
import { laneStarters, missiveApiLane, openWorkLane, type Lane } from '../support/lanes';
import { prepareN8n, type N8n } from '../support/n8n';
import { until } from '../support/poll';
import { closeLanes, openLane, type OpenLane } from './lane';
import { sharedWithTests } from './shared';

const ONCE = { maxAttempts: 1 };
const BURST = 8;

let n8n: N8n;

beforeAll(async () => {
	const host = await ensureHost(() => undefined);
	n8n = await prepareN8n({ host, tarball: sharedWithTests().tarball });
	await n8n.start();
});

afterEach(closeLanes);
afterAll(async () => await n8n?.dispose());

/** After its start, n8n needs a moment until it knows its webhooks: a forgery tells without leaving a trace. */
async function untilReceiving(lanes: Lane[]): Promise<void> {
	for (const lane of lanes) {
		await until(
			async () => (await lane.deliver({ ...lane.forgery(), ...ONCE })).attempts[0]?.status === 401,
			{ what: `${lane.title} to be active again` },
		);
	}
}

/** What an event left in the database, which is written after the sender had its answer. */
async function untilRemembered(workflowId: string): Promise<void> {
	await until(
		async () =>
			JSON.stringify((await n8n.rest.getWorkflow(workflowId)).staticData).includes('seen'),
		{ what: 'the key of the event to be stored' },
	);
}

test('a restart makes no second hook, and a duplicate from before it is dropped', async () => {
	const open: OpenLane[] = [];
	for (const start of laneStarters) open.push(await openLane(start, n8n.rest));
	const lanes = open.map(({ lane }) => lane);
	const hooks = lanes.map((lane) => lane.hooks());
	const sent = await Promise.all(lanes.map(async (lane) => await lane.deliver()));
	for (const { workflowId } of open) await untilExecutions(n8n.rest, workflowId, 1);

	await n8n.stop();
	await n8n.start();
	await untilReceiving(lanes);

	expect(lanes.map((lane) => lane.hooks())).toEqual(hooks);
	for (const [i, { lane, workflowId }] of open.entries()) {
		const again = await lane.deliver({ body: sent[i]?.request.body, ...ONCE });
		expect(again.attempts[0]?.body).toBe('{"received":true,"duplicate":true}');
		const fresh = await lane.deliver();
		expect(fresh.attempts[0]?.body).toBe('{"received":true}');
		await untilExecutions(n8n.rest, workflowId, 2);
	}
});

test('a burst of events is remembered as a whole over a restart', async () => {
	const { lane, workflowId } = await openLane(openWorkLane, n8n.rest);
	const burst = await Promise.all(
		Array.from({ length: BURST }, async () => await lane.deliver(ONCE)),
	);
	expect(burst.map(({ attempts }) => attempts[0]?.body)).toEqual(
		Array(BURST).fill('{"received":true}'),
	);
	await untilExecutions(n8n.rest, workflowId, BURST);

	await n8n.stop();
	await n8n.start();
	await untilReceiving([lane]);

	const again = await Promise.all(
		burst.map(async ({ request }) => await lane.deliver({ body: request.body, ...ONCE })),
	);
	expect(again.map(({ attempts }) => attempts[0]?.body)).toEqual(
		Array(BURST).fill('{"received":true,"duplicate":true}'),
	);
	await untilExecutions(n8n.rest, workflowId, BURST);
});

test('a crash leaves the hooks as they are, and n8n goes on where it was', async () => {
	const open = [await openLane(openWorkLane, n8n.rest), await openLane(missiveApiLane, n8n.rest)];
	const lanes = open.map(({ lane }) => lane);
	const hooks = lanes.map((lane) => lane.hooks());
	const sent = await Promise.all(lanes.map(async (lane) => await lane.deliver()));
	for (const { workflowId } of open) {
		await untilExecutions(n8n.rest, workflowId, 1);
		await untilRemembered(workflowId);
	}

	await n8n.kill();
	await n8n.start();
	await untilReceiving(lanes);

	expect(lanes.map((lane) => lane.hooks())).toEqual(hooks);
	for (const [i, { lane, workflowId }] of open.entries()) {
		const again = await lane.deliver({ body: sent[i]?.request.body, ...ONCE });
		expect(again.attempts[0]?.body).toBe('{"received":true,"duplicate":true}');
		expect((await lane.deliver()).attempts[0]?.body).toBe('{"received":true}');
		await untilExecutions(n8n.rest, workflowId, 2);
		await n8n.rest.deactivate(workflowId);
		expect(lane.hooks()).toEqual([]);
	}
});
