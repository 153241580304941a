import { randomUUID } from 'node:crypto';

import type { Browser } from 'playwright-core';

import { hookSignature, type SinkSimulator, startSink } from '../../simulators';
import { durableWorkflow } from '../../support/durableWorkflow';
import { untilExecutions } from '../../support/executions';
import { until } from '../../support/poll';
import type { RestClient } from '../../support/rest';
import type { Credential } from '../../support/rest.types';
import {
	byType,
	node,
	NODES,
	PACKAGE,
	stepsWorkflow,
	triggerWorkflow,
} from '../../support/workflows';
import { type Editor, NodePanel } from '../editor';
import { NodeCreator } from '../nodeCreator';
import { NodeForm } from '../nodeForm';
import { openSession } from '../session';

/** As Standard Webhooks wants it, by which Signed Webhook signs unless told otherwise. */
const SECRET = `whsec_${Buffer.from('signing-secret-of-the-walk').toString('base64')}`;
const SEND = 'Send';
/** n8n's Wait node stores waits of 65 s and more; the rest is for a busy machine. */
const HANDED_OVER_SECONDS = 75;

let rest: RestClient;
let browser: Browser;
let editor: Editor;
let form: NodeForm;
let signing: Credential;
let sink: SinkSimulator;

beforeAll(async () => {
	({ rest, browser, editor } = await openSession());
	signing = await rest.createCredential('webhookSigningSecretApi', { secret: SECRET });
	form = new NodeForm(editor.page);
});

beforeEach(async () => {
	sink = await startSink();
});

afterEach(async () => await sink.close());

afterAll(async () => await browser.close());

/** Opens a workflow whose Signed Webhook still has to be filled in, and fills in the URL. */
async function openSender(): Promise<void> {
	const send = { name: SEND, type: 'signedWebhook', parameters: {}, credentials: [signing] };
	const { id } = await rest.createWorkflow(stepsWorkflow('Outputs', [send]));
	await editor.openWorkflow(id);
	await editor.openNode(SEND);
	await form.type('url', sink.url);
	await form.add('options', 'Allow HTTP');
	await form.toggle('allowHttp');
}

describe('a delivery that fails', () => {
	test('tells in its error what to do, and each attempt on a line of its own', async () => {
		await openSender();
		await form.choose('retries', 'Custom Waits');
		await form.type('waits', '0.1, 0.1');
		sink.answerAlways({ status: 503, body: 'down for <b>maintenance</b>' });
		const panel = new NodePanel(editor.page.getByTestId('ndv'));
		await panel.execute();

		const { message, lines } = await panel.error();
		expect(sink.requests).toHaveLength(3);
		expect(message).toContain('(status 503)');
		const attempts = lines.filter((line) => line.startsWith('Attempt'));
		expect(attempts).toEqual([
			expect.stringMatching(/^Attempt 1: status 503 after \d+ ms, then waited 0.1 s \(.+\)$/),
			expect.stringMatching(/^Attempt 2: status 503 after \d+ ms, then waited 0.1 s \(.+\)$/),
			expect.stringMatching(/^Attempt 3: status 503 after \d+ ms$/),
		]);
		expect(lines.join()).not.toContain(SECRET);
	});

	test('leaves through Error where the user has chosen that output', async () => {
		await openSender();
		sink.answerAlways({ status: 410 });
		const panel = new NodePanel(editor.page.getByTestId('ndv'));
		await editor.page.getByTestId('tab-settings').click();
		await form.choose('onError', 'Continue (using error output)');
		await panel.execute();

		expect(await panel.outputs()).toEqual(['Success Branch', 'Error Branch (1 item)']);
		await panel.chooseOutput('Error');
		await panel.untilShown('Status 410 is not retried');
	});
});

test('Hand Over says in the form what to connect, and can be connected so', async () => {
	await openSender();
	const { page } = editor;
	await form.choose('longWaits', 'Hand Over');
	const notices = (await form.notices()).join('\n');
	expect(notices).toContain('Choose Retries with waits of more than a minute');
	expect(notices).toContain('Place the Wait node below what follows Delivered and Failed');
	await form.choose('retries', 'Custom Waits');
	await form.type('waits', '1');
	await form.add('retryOptions', 'Longest Wait Here (Seconds)');
	await form.type('longWaitSeconds', '0');
	const panel = new NodePanel(page.getByTestId('ndv'));
	await panel.close();

	// The second of its outputs.
	await editor.node(SEND).getByTestId('canvas-handle-plus').nth(1).click();
	const creator = new NodeCreator(page);
	await creator.find('wait');
	await creator.choose('Wait');
	await panel.close();
	await editor.connect('Wait', SEND);
});

test('what is handed over is listed as waiting, and delivered after that', async () => {
	const { workflow, path } = durableWorkflow(signing, {
		url: sink.url,
		retries: 'custom',
		waits: String(HANDED_OVER_SECONDS),
		options: { allowHttp: true },
	});
	const { id } = await rest.createWorkflow(workflow);
	await rest.activate(id);
	sink.answerNext({ status: 503 });
	await until(async () => (await fetch(rest.url + path, { method: 'POST' })).ok, {
		what: 'the webhook of the workflow',
	});

	await editor.openWorkflow(id);
	const listed = await editor.executions();
	const untilListed = async (state: RegExp, seconds: number) =>
		await until(async () => state.test(await listed.innerText()), {
			what: `an execution that is ${state.source}`,
			deadlineMs: seconds * 1000,
		});
	await untilListed(/Waiting/, 30);
	expect(sink.requests).toHaveLength(1);

	await untilListed(/Succeeded in/, HANDED_OVER_SECONDS + 30);
	const [first, second] = sink.requests;
	expect(sink.requests).toHaveLength(2);
	expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
});

describe('a request that is signed with another secret', () => {
	const send = async (url: string, secret: string, body: string) => {
		const signature = { 'x-hook-signature': hookSignature(secret, body) };
		const headers = { 'content-type': 'application/json', ...signature };
		return (await fetch(url, { method: 'POST', headers, body })).status;
	};
	const BODY = JSON.stringify({ id: randomUUID(), type: 'order.paid' });

	test('is refused by a trigger, which goes on listening until one comes that is on Events or Invalid', async () => {
		const built = triggerWorkflow('Outputs', {
			type: 'signedWebhookTrigger',
			parameters: { sender: 'hookSignature' },
			credentials: [signing],
		});
		const { id } = await rest.createWorkflow(built.workflow);
		await editor.openWorkflow(id);
		await editor.listen();

		expect(await send(rest.url + built.testPath, 'what-a-forger-guessed', BODY)).toBe(401);
		expect(await editor.isListening()).toBe(true);
		expect(await rest.executions(id)).toEqual([]);

		expect(await send(rest.url + built.testPath, SECRET, '[1]')).toBe(200);
		await untilExecutions(rest, id, 1);
		const panel = await editor.openNode(NODES.trigger);
		expect(await panel.outputs()).toEqual(['Events Branch', 'Invalid Branch (1 item)']);
		await panel.chooseOutput('Invalid');
		await panel.untilShown('problems');
	});

	test('leaves through Rejected of Verify Webhook, with the reason', async () => {
		const path = randomUUID();
		const parameters = { httpMethod: 'POST', path, options: { rawBody: true } };
		const verify = node(
			'Verify',
			`${PACKAGE}.verifyWebhook`,
			1,
			{ sender: 'hookSignature' },
			[220, 0],
		);
		const { id } = await rest.createWorkflow({
			name: 'Outputs',
			nodes: [
				{ ...node('Webhook', 'n8n-nodes-base.webhook', 2, parameters, [0, 0]), webhookId: path },
				{ ...verify, credentials: byType([signing]) },
			],
			connections: { Webhook: { main: [[{ node: 'Verify', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		await editor.openWorkflow(id);
		await editor.listen();
		expect(await send(`${rest.url}/webhook-test/${path}`, 'what-a-forger-guessed', BODY)).toBe(200);
		await untilExecutions(rest, id, 1);

		const panel = await editor.openNode('Verify');
		expect(await panel.outputs()).toEqual([
			'Verified Branch',
			'Rejected Branch (1 item)',
			'Answer Branch',
		]);
		await panel.chooseOutput('Rejected');
		await panel.untilShown('signature');
	});
});
