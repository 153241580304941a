import { startSink, type SinkSimulator } from '../simulators';
import { itemsOf, untilExecutions } from '../support/executions';
import { failTwice, problemsOfForwarding } from '../support/forwarding';
import { lanesInBothDialects } from '../support/lanes';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import { forwardTo, NODES } from '../support/workflows';
import { closeLanes, openLane } from './lane';
import { signInToShared } from './shared';

const SECRET = 'signing-secret-of-the-tests';
const ONCE = { maxAttempts: 1 };

let rest: RestClient;
let sink: SinkSimulator;

beforeAll(async () => {
	rest = await signInToShared();
	sink = await startSink();
});

afterEach(closeLanes);
afterAll(async () => await sink.close());

describe.each(lanesInBothDialects)('$name', ({ name, start }) => {
	test('registers one hook, forwards the event through two failures, and leaves no hook', async () => {
		const signing = await rest.createCredential('webhookSigningSecretApi', { secret: SECRET });
		const path = `/${encodeURIComponent(name)}`;
		const forward = forwardTo(sink.url + path, signing);
		const { lane, workflowId, productionPath } = await openLane(start, rest, forward);
		expect(lane.hooks()).toEqual([expect.stringContaining(productionPath)]);

		failTwice(sink, path);
		const { attempts, request } = await lane.deliver();

		expect(attempts.map(({ status, body }) => ({ status, body }))).toEqual([
			{ status: 200, body: '{"received":true}' },
		]);
		const [execution] = await untilExecutions(rest, workflowId, 1);
		const [item] = execution ? itemsOf(execution, NODES.trigger) : [];
		expect(item).toMatchObject({
			...(JSON.parse(request.body.toString()) as object),
			delivery: { ...lane.expected, sourceIp: '127.0.0.1' },
		});
		expect(execution?.status).toBe('success');
		const sent = sink.requests.filter((received) => received.path === path);
		expect(problemsOfForwarding(sent, item, SECRET)).toEqual([]);
		expect(JSON.stringify(execution)).not.toContain(SECRET);

		await rest.deactivate(workflowId);
		lane.tearDown?.();
		if (lane.keepsHook) {
			expect((await lane.deliver(ONCE)).attempts[0]?.status).toBe(404);
		} else {
			await until(() => lane.hooks().length === 0, { what: 'the hook to be gone' });
		}
	});

	test('refuses a forgery and drops a replay, without an execution', async () => {
		const { lane, workflowId } = await openLane(start, rest);
		const first = await lane.deliver();

		const forged = await lane.deliver({ ...lane.forgery(), ...ONCE });
		const replayed = await lane.deliver({ body: first.request.body, ...ONCE });

		expect(forged.attempts[0]).toMatchObject({
			status: 401,
			body: expect.stringContaining('error') as string,
		});
		expect(replayed.attempts[0]).toMatchObject({
			status: 200,
			body: '{"received":true,"duplicate":true}',
		});
		expect(await untilExecutions(rest, workflowId, 1)).toHaveLength(1);
	});

	test('puts what is authentic but not as documented out on Invalid', async () => {
		const { lane, workflowId } = await openLane(start, rest);

		const { attempts } = await lane.deliver({ body: '{"rule":{"id":1},"event":2,"data":3}' });

		expect(attempts[0]).toMatchObject({ status: 200, body: '{"received":true}' });
		const [execution] = await untilExecutions(rest, workflowId, 1);
		expect(execution && itemsOf(execution, NODES.forward)).toEqual([]);
		expect(execution && itemsOf(execution, NODES.invalid)).toEqual([
			expect.objectContaining({
				event: 2,
				delivery: expect.objectContaining({
					verified: lane.expected.verified,
					problems: expect.arrayContaining([
						{ path: expect.any(String) as string, message: expect.any(String) as string },
					]) as unknown[],
				}) as object,
			}),
		]);
	});
});
