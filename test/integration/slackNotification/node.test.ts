import type { ICredentialTestFunctions, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { CredentialTestContext } from 'n8n-core';

import { SlackWebhookApi } from '../../../credentials/SlackWebhookApi.credentials';
import { SlackNotification } from '../../../nodes/SlackNotification/SlackNotification.node';
import { startSlack, type SlackSimulator } from '../../simulators';
import { executeContext } from '../../support/executeContext';
import { createContext } from '../credentials/support';

let slack: SlackSimulator;
let webhookUrl: string;
beforeEach(async () => {
	slack = await startSlack();
	webhookUrl = slack.addHook();
});
afterEach(async () => await slack.close());

describe('the node as n8n loads it', () => {
	it('posts with the time, chance and network of this machine', async () => {
		const nodeType = new SlackNotification();
		const context = executeContext({
			nodeType,
			parameters: { options: { allowHttp: true } },
			credentials: [{ type: new SlackWebhookApi(), data: { webhookUrl } }],
			items: [{ json: { a: 1 } }],
		});
		const [items] = await nodeType.execute.call(context);
		expect(items).toMatchObject([{ json: { delivery: { status: 'delivered' } } }]);
		expect(slack.messages).toMatchObject([{ message: { text: 'New event: a 1' } }]);
	});

	it('sends by default, and needs the credential only for that', () => {
		const { description } = new SlackNotification();
		const named = (name: string) => description.properties.filter((field) => field.name === name);
		expect(named('operation')).toMatchObject([
			{ default: 'send', options: [{ value: 'send' }, { value: 'preview' }] },
		]);
		expect(description.credentials).toEqual([
			{
				name: 'slackWebhookApi',
				required: true,
				testedBy: 'slackWebhookTest',
				displayOptions: { show: { '/operation': ['send'] } },
			},
		]);
		expect(description.usableAsTool).toBe(true);
	});
});

describe('the credential', () => {
	const { slackWebhookTest } = new SlackNotification().methods.credentialTest;

	/** As n8n runs a test that a node has for a credential. */
	async function test(data?: { webhookUrl: string }) {
		const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
		return await slackWebhookTest.call(context as unknown as ICredentialTestFunctions, {
			id: '1',
			name: 'Mine',
			type: 'slackWebhookApi',
			data,
		});
	}

	it('is tested without posting', async () => {
		expect(await test({ webhookUrl })).toEqual({
			status: 'OK',
			message: 'The webhook works. Nothing was posted to test it.',
		});
		expect(slack.requests.map(({ body }) => body.toString())).toEqual(['{"text":""}']);
		expect(slack.requests[0]?.headers['content-type']).toBe('application/json');
		expect(slack.messages).toEqual([]);
	});

	it.each([
		['no_service', /knows no such webhook/],
		['channel_is_archived', /channel of the webhook is gone/],
		['rollup_error', /problem of its own/],
	] as const)('fails its test when Slack says %s', async (refusal, message) => {
		slack.refuse(webhookUrl, refusal);
		expect(await test({ webhookUrl })).toEqual({
			status: 'Error',
			message: expect.stringMatching(message),
		});
	});

	it('fails its test when nobody listens there, without telling the URL', async () => {
		await slack.close();
		expect(await test({ webhookUrl })).toEqual({
			status: 'Error',
			message: 'Slack cannot be reached. Check the URL, and the network of n8n. (ECONNREFUSED)',
		});
	});

	it('fails its test when it is empty', async () => {
		expect(await test()).toMatchObject({ status: 'Error' });
	});

	it('lets the HTTP Request node post, whatever address that names', async () => {
		const credential = new SlackWebhookApi();
		const { context } = createContext(credential, { webhookUrl });
		const { helpers } = context;
		const body = { text: 'Hello' };
		const answer = await helpers.httpRequestWithAuthentication.call(context, credential.name, {
			url: 'http://127.0.0.1:9/elsewhere',
			baseURL: 'http://127.0.0.1:9',
			method: 'POST',
			body,
		});
		expect(answer).toBe('ok');
		slack.messages.length = 0;
		slack.failNext({ status: 200, body: 'ok' });
		await helpers.requestWithAuthentication.call(context, credential.name, {
			uri: 'http://127.0.0.1:9/elsewhere',
			method: 'POST',
			body,
			json: true,
		});
		expect(slack.requests.map((request) => request.body.toString())).toEqual([
			'{"text":"Hello"}',
			'{"text":"Hello"}',
		]);
	});
});
