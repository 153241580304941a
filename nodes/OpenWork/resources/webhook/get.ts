import type { Operation } from '../../../shared/action/operation';
import { WEBHOOK_ANSWER, webhookField, webhookPath } from './fields';

export const getWebhook: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get webhook',
	description: 'Retrieve a webhook',
	fields: [webhookField],
	answer: WEBHOOK_ANSWER,

	async execute(run) {
		return await run.call({ method: 'GET', path: webhookPath(run), purpose: 'get the webhook' });
	},
};
