import type { Resource } from '../../../shared/action/operation';
import { createWebhook } from './create';
import { deleteWebhook } from './delete';
import { getWebhook } from './get';
import { getWebhooks } from './getAll';
import { repairWebhooks } from './repair';
import { sendTestEvent } from './sendTest';
import { updateWebhook } from './update';

export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	operations: [
		createWebhook,
		deleteWebhook,
		getWebhook,
		getWebhooks,
		repairWebhooks,
		sendTestEvent,
		updateWebhook,
	],
};
