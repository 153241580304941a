import type { Operation } from '../../../shared/action/operation';
import { webhookField, webhookPath } from './fields';

export const deleteWebhook: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete webhook',
	description: 'Delete a webhook permanently',
	fields: [webhookField],

	async execute(run) {
		await run.call({ method: 'DELETE', path: webhookPath(run), purpose: 'delete the webhook' });
		return { deleted: true };
	},
};
