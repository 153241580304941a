import { limitField, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { appField, connectionPath } from './fields';

export const getHealthEvents: Operation = {
	name: 'Get Health Events',
	value: 'getHealthEvents',
	action: 'Get health events of app connection',
	description: 'Retrieve what happened to the health of an app connection',
	fields: [appField, limitField()],
	answer: {
		simple: ['eventType', 'details', 'createdAt'],
		others: ['connectionId', 'id'],
		simplifies: false,
	},

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		const path = `${connectionPath(run)}/health-events`;
		const purpose = 'get the health events';
		const events = await run.list({ method: 'GET', path, query: { limit }, purpose }, 'events');
		return events.slice(0, limit);
	},
};
