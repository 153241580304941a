import { listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { listWebhooks } from '../../api';
import { WEBHOOK_ANSWER } from './fields';

export const getWebhooks: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many webhooks',
	description: 'Retrieve many webhooks',
	fields: listFields,
	answer: WEBHOOK_ANSWER,

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		// OpenWork holds at most 10 webhooks per user and documents no pages.
		return (await run.list(listWebhooks, 'webhooks')).slice(0, limit);
	},
};
