import { hookSignature, startSink, type SinkSimulator } from '../simulators';
import { DURABLE, durableWorkflow } from '../support/durableWorkflow';
import { itemsOf, untilExecutions } from '../support/executions';
import { ensureHost } from '../support/host';
import { problemsInLog } from '../support/logScan';
import { prepareN8n, type N8n } from '../support/n8n';
import { until } from '../support/poll';
import { sharedWithTests } from './shared';

const SECRET = 'signing-secret-of-the-tests';

/** n8n's Wait node stores waits of 65 s and more; the rest is for a busy machine. */
const WAIT_SECONDS = 75;

let n8n: N8n;
let sink: SinkSimulator;
let host: string;

beforeAll(async () => {
	const installed = await ensureHost(() => undefined);
	host = installed.dir;
	sink = await startSink();
	n8n = await prepareN8n({ host: installed, tarball: sharedWithTests().tarball });
	await n8n.start();
});

afterAll(async () => {
	await n8n?.dispose();
	await sink?.close();
});

async function untilAllWait(workflowId: string, count: number): Promise<void> {
	await until(
		async () => {
			const executions = await n8n.rest.executions(workflowId);
			return executions.filter(({ status }) => status === 'waiting').length === count;
		},
		{ what: `${count} executions to wait` },
	);
}

test('deliveries that wait outlive a crash of n8n', async () => {
	const signing = await n8n.rest.createCredential('webhookSigningSecretApi', { secret: SECRET });
	const { workflow, path } = durableWorkflow(signing, {
		url: `={{ "${sink.url}/" + $json.body.to }}`,
		retries: 'custom',
		waits: String(WAIT_SECONDS),
		options: { allowHttp: true },
	});
	const { id } = await n8n.rest.createWorkflow(workflow);
	await n8n.rest.activate(id);
	const bodies = ['returning', 'lost'].map((to) => JSON.stringify({ to, text: 'Grüße' }));
	sink.answerNext({ status: 503, times: 2 });
	for (const body of bodies) {
		const headers = { 'content-type': 'application/json' };
		await until(async () => (await fetch(n8n.url + path, { method: 'POST', headers, body })).ok, {
			what: 'the webhook of the workflow',
		});
	}
	await untilAllWait(id, 2);
	const waiting = await Promise.all(
		(await n8n.rest.executions(id)).map(async (summary) => await n8n.rest.execution(summary.id)),
	);

	expect(sink.requests).toHaveLength(2);
	await n8n.kill();
	sink.answerNext({ status: 503, match: ({ path: asked }) => asked === '/lost' });
	await n8n.start();
	const executions = await untilExecutions(n8n.rest, id, 2, (WAIT_SECONDS + 30) * 1000);
	expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
	expect(sink.requests).toHaveLength(4);
	for (const body of bodies) {
		const [first, second, ...more] = sink.requests.filter(
			(request) => request.body.toString() === body,
		);
		expect(more).toEqual([]);
		expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
		expect(second?.path).toBe(first?.path);
		expect(second?.headers['x-hook-signature']).toBe(hookSignature(SECRET, Buffer.from(body)));
		const waitedMs = (second?.at ?? 0) - (first?.at ?? 0);
		expect(waitedMs).toBeGreaterThanOrEqual(WAIT_SECONDS * 1000);
	}

	const ended = (node: string) => executions.flatMap((execution) => itemsOf(execution, node));
	const attempts = [expect.objectContaining({ statusCode: 503 }), expect.anything()];
	expect(ended(DURABLE.delivered)).toEqual([
		{
			delivery: expect.objectContaining({ status: 'delivered', attempts }) as object,
			response: expect.objectContaining({ statusCode: 200 }) as object,
		},
	]);
	expect(ended(DURABLE.failed)).toEqual([
		expect.objectContaining({
			body: { to: 'lost', text: 'Grüße' },
			delivery: expect.objectContaining({ reason: 'All retries are used up', attempts }) as object,
			error: expect.stringContaining('(status 503)') as string,
		}),
	]);
	expect(JSON.stringify([waiting, executions])).not.toContain(SECRET);
	expect(problemsInLog(n8n.logs(), [host])).toEqual([]);
}, 180_000);
