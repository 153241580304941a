import type { IDataObject } from 'n8n-workflow';

import { freshConversationPayload } from '../../fixtures';
import { startConversation, startSink } from '../../simulators';
import { itemsOf } from '../../support/executions';
import type { Stage } from '../stage';
import { WHSEC } from './standardWebhooks';

const TOKEN = 'a-callback-token-of-the-tests';
const TRIGGER = 'Conversation API Trigger';

/** Deliveries that went well, again and not at all, and what a trigger refused, become figures and an alert. */
export async function deliveryMetrics(stage: Stage): Promise<void> {
	const api = stage.keep(await startConversation());
	const system = stage.keep(await startSink());
	const { slack, credential: slackWebhook } = await stage.slackChannel();
	const account = { baseUrl: api.baseUrl, apiKey: api.apiKey, callbackToken: TOKEN };
	const example = await stage.open('delivery-metrics', {
		[`${TRIGGER}, Credential`]: await stage.credential('conversationApi', account),
		'Forward, Credential': await stage.credential('webhookSigningSecretApi', { secret: WHSEC }),
		'Forward, URL': (await stage.overHttps(system)).of(`${system.url}/webhooks`),
		'Tell in Slack, Credential': slackWebhook,
	});
	const metrics = async (executions: number) => {
		await stage.rest.executeWorkflow(example.id, 'Every Hour');
		const execution = (await example.ran(executions)).at(-1);
		const [figures] = execution ? itemsOf(execution, 'Metrics') : [];
		return figures;
	};

	// Makes the table, before there is anything to measure.
	expect(await metrics(1)).toMatchObject({
		sent: { deliveries: 0, successRate: null },
		alerts: [],
	});

	const url = `${example.productionUrl(TRIGGER)}?token=${TOKEN}`;
	const created = await fetch(`${api.baseUrl}/conversations`, {
		method: 'POST',
		headers: { authorization: `Bearer ${api.apiKey}`, 'content-type': 'application/json' },
		body: JSON.stringify({ channel: 'API', usecase: 'DEFAULT', config: { callback_url: url } }),
	});
	const { id } = (await created.json()) as { id: string };
	let executions = 1;
	const deliver = async (body?: string) => {
		await api.deliver(id, freshConversationPayload(), { body, maxAttempts: 1 });
		await example.ran(++executions);
	};

	await deliver();
	system.failNext({ status: 503, headers: { 'retry-after': '1' } });
	await deliver();
	for (const status of [400, 410, 400]) {
		system.failNext({ status });
		await deliver();
	}
	// A forgery, which the next event tells of; and what is genuine but not as documented.
	await api.deliver(id, freshConversationPayload(), {
		url: example.productionUrl(TRIGGER),
		maxAttempts: 1,
	});
	await deliver('{"conversation_id": 7}');

	const figures = await metrics(++executions);

	expect(figures).toMatchObject({
		sent: {
			deliveries: 5,
			failed: 3,
			successRate: 40,
			attempts: { all: 6, retries: 1, most: 2 },
			errors: [
				{ kind: 'status 400', count: 2 },
				{ kind: 'status 410', count: 1 },
			],
		},
		received: { taken: 5, invalid: 1, refused: 1 },
		failedInARow: 3,
	});
	const { processingMs, responseMs } = figures?.sent as Record<string, IDataObject>;
	expect(processingMs?.most).toBeGreaterThanOrEqual(1_000);
	expect(responseMs?.most).toBeGreaterThan(0);
	const [message] = await stage.posted(slack, 1);
	expect(message).toContain('High error rate: 60 % of 5 deliveries failed');
	expect(message).toContain('The last 3 deliveries failed');
	expect(message).not.toContain('Many retries');
}
