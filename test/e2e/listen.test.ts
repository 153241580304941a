import { itemsOf, untilExecutions } from '../support/executions';
import { conversationLane, missiveApiLane, openWorkLane } from '../support/lanes';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import { NODES } from '../support/workflows';
import { closeLanes, openLane } from './lane';
import { signInToShared } from './shared';

let rest: RestClient;

beforeAll(async () => {
	rest = await signInToShared();
});

afterEach(closeLanes);

const registering = [missiveApiLane, openWorkLane, conversationLane];

describe.each(registering.map((start) => ({ name: start.name, start })))('$name', ({ start }) => {
	test('listens for a test event beside the active workflow, and cleans up after it', async () => {
		const { lane, workflowId, testPath } = await openLane(start, rest);
		const [production] = lane.hooks();

		await rest.listenForTestEvent(workflowId, NODES.trigger);

		const isTest = (url: string) => url.includes(testPath);
		expect(lane.hooks()).toHaveLength(2);
		const { attempts } = await lane.deliver({}, lane.hooks().find(isTest));
		expect(attempts[0]).toMatchObject({ status: 200, body: '{"received":true}' });
		const [execution] = await untilExecutions(rest, workflowId, 1);
		expect(execution?.mode).toBe('manual');
		expect(execution && itemsOf(execution, NODES.forward)).toHaveLength(1);

		if (!lane.keepsHook) {
			await until(() => !lane.hooks().some(isTest), { what: 'the test hook to be gone' });
			expect(lane.hooks()).toEqual([production]);
		}
		await lane.deliver({}, production);
		const executions = await untilExecutions(rest, workflowId, 2);
		expect(executions.map(({ mode }) => mode)).toEqual(['manual', 'webhook']);
	});

	test('removes the test hook when the user stops listening, and no other', async () => {
		const { lane, workflowId, testPath } = await openLane(start, rest);
		const before = lane.hooks();
		await rest.listenForTestEvent(workflowId, NODES.trigger);

		await rest.stopListening(workflowId);

		if (lane.keepsHook) {
			const test = lane.hooks().find((url) => url.includes(testPath));
			await until(
				async () => (await lane.deliver({ maxAttempts: 1 }, test)).attempts[0]?.status === 404,
				{ what: 'n8n to refuse the test URL' },
			);
		} else {
			await until(() => lane.hooks().length === 1, { what: 'the test hook to be gone' });
			expect(lane.hooks()).toEqual(before);
		}
	});
});
