import type { IDataObject } from 'n8n-workflow';

import { startMissive } from '../simulators';
import { itemsOf, untilExecutions } from '../support/executions';
import { missiveApiLane } from '../support/lanes';
import type { RestClient } from '../support/rest';
import { NODES } from '../support/workflows';
import { closeLanes, openLane } from './lane';
import { signInToShared } from './shared';

let rest: RestClient;

beforeAll(async () => {
	rest = await signInToShared();
});

afterEach(closeLanes);

test.each(['documented', 'as found'] as const)(
	'Fetch Full Message, %s: adds the message of an event, and says so when it cannot be had',
	async (dialect) => {
		const missive = await startMissive({ dialect });
		const { lane, workflowId } = await openLane(async () => {
			const made = await missiveApiLane(dialect, missive);
			const parameters = { ...made.trigger.parameters, options: { fetchFullMessage: true } };
			return { ...made, trigger: { ...made.trigger, parameters } };
		}, rest);
		const { account } = missive.api;
		const body = '<p>Whole <b>text</b></p>';

		const missing = await lane.deliver({ maxAttempts: 1 });
		const event = JSON.parse(missing.request.body.toString()) as { latest_message: IDataObject };
		const id = String(event.latest_message.id);
		account.messages[String(account.conversations[0]?.id)] = [{ id, delivered_at: 1, body }];
		const held = await lane.deliver({ body: JSON.stringify({ ...event, second: true }) });

		for (const { attempts } of [missing, held]) {
			expect(attempts[0]).toMatchObject({ status: 200, body: '{"received":true}' });
		}
		const executions = await untilExecutions(rest, workflowId, 2);
		expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
		expect(executions.flatMap((execution) => itemsOf(execution, NODES.forward))).toMatchObject([
			{ ...event, full_message: { error: expect.stringContaining('Nothing was found') as string } },
			{ ...event, second: true, full_message: { id, body, body_text: 'Whole text' } },
		]);
		expect(JSON.stringify(executions)).not.toContain(missive.token);
	},
);
